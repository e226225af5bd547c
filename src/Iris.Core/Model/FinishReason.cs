namespace Iris.Core.Model;

/// <summary>Why an answer ended, in OpenRouter's normalised words.</summary>
public enum FinishReason
{
    /// <summary>The model was done.</summary>
    Stop,

    /// <summary>A token limit was reached.</summary>
    Length,

    /// <summary>The model wants tools called.</summary>
    ToolCalls,

    /// <summary>A filter cut the answer.</summary>
    ContentFilter,

    /// <summary>The answer broke.</summary>
    Error,
}
