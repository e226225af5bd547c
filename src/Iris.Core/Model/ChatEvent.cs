namespace Iris.Core.Model;

/// <summary>One event of an answer on its way from a provider to a caller. A closed set.</summary>
/// <remarks>
/// A provider yields <see cref="TextDelta"/> (or <see cref="WireChunk"/> when its wire is the caller's), then
/// <see cref="AnswerFinished"/>, then <see cref="UsageReported"/> where known. <see cref="AnswerFailed"/> ends the sequence.
/// Memory of an event is valid only until the next event is asked for.
/// </remarks>
public abstract record ChatEvent
{
    private protected ChatEvent()
    {
    }
}

/// <summary>More text of the answer.</summary>
/// <param name="Choice">Index of the choice, 0 for most answers.</param>
/// <param name="Utf8">Plain UTF-8, not JSON-escaped; whole characters only.</param>
public sealed record TextDelta(int Choice, ReadOnlyMemory<byte> Utf8) : ChatEvent;

/// <summary>A chunk in the wire that the caller speaks too: passed on with its envelope renewed, unknown members untouched.</summary>
/// <param name="Json">One JSON object.</param>
/// <param name="IsWhole">True for a whole, not streamed answer; false for a stream's chunk.</param>
public sealed record WireChunk(ReadOnlyMemory<byte> Json, bool IsWhole) : ChatEvent;

/// <summary>The answer of one choice is complete.</summary>
/// <param name="Choice">Index of the choice.</param>
/// <param name="Reason">Normalised.</param>
/// <param name="Native">The provider's own word, or null.</param>
public sealed record AnswerFinished(int Choice, FinishReason Reason, string? Native) : ChatEvent;

/// <summary>What the answer cost in tokens.</summary>
/// <param name="Usage">The provider's count.</param>
public sealed record UsageReported(TokenUsage Usage) : ChatEvent;

/// <summary>The attempt failed; nothing follows.</summary>
/// <param name="Error">Why.</param>
public sealed record AnswerFailed(GatewayError Error) : ChatEvent;
