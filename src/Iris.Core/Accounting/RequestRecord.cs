using Iris.Core.Model;

namespace Iris.Core.Accounting;

/// <summary>One line of the ledger. Holds no prompt, no answer, no image, no URL and no key.</summary>
public sealed record RequestRecord
{
    /// <summary>Most image reports of one record: as many as a request may have images.</summary>
    public const int MostImageReports = 500;

    /// <summary>Unique; a second record with the same id is not written.</summary>
    public required string RequestId { get; init; }

    /// <summary>Who asked.</summary>
    public required KeyId Key { get; init; }

    /// <summary>When the request's head had arrived.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The model in the caller's words, or null when none was named.</summary>
    public string? ModelAsked { get; init; }

    /// <summary>The model that answered, or null when none did.</summary>
    public ModelId? ModelUsed { get; init; }

    /// <summary>The endpoint that answered, or null when none did.</summary>
    public EndpointId? Endpoint { get; init; }

    /// <summary>Endpoints that were tried.</summary>
    public int Attempts { get; init; }

    /// <summary>HTTP status of the answer; for a stream that broke, that of the error event.</summary>
    public required int Status { get; init; }

    /// <summary>One of <see cref="ErrorReason"/>, or null on success.</summary>
    public string? Reason { get; init; }

    /// <summary>True when the answer was sent as events.</summary>
    public bool Streamed { get; init; }

    /// <summary>Tokens, or null when no endpoint answered.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>What it cost; at least zero.</summary>
    public NanoDollars Cost { get; init; }

    /// <summary>Images in the request.</summary>
    public int Images { get; init; }

    /// <summary>What was done to each image for the endpoint that answered, or that was tried last; at most <see cref="MostImageReports"/> are kept.</summary>
    public IReadOnlyList<ImageReport> ImageReports { get; init; } = [];

    /// <summary>From the start to the first event of an answer, or null when there was none. Stored in whole milliseconds.</summary>
    public TimeSpan? TimeToFirstEvent { get; init; }

    /// <summary>From the start to the last byte. Stored in whole milliseconds.</summary>
    public required TimeSpan Duration { get; init; }
}
