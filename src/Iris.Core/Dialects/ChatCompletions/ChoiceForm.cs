namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>From which form of a choice to which it is copied.</summary>
internal enum ChoiceForm
{
    /// <summary>A whole answer's <c>message</c> stays one.</summary>
    Whole,

    /// <summary>A stream's <c>delta</c> stays one.</summary>
    Chunk,

    /// <summary>A whole answer's <c>message</c> becomes the only <c>delta</c> of a stream.</summary>
    WholeToChunk,
}
