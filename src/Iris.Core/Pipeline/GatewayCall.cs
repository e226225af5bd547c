using Iris.Core.Accounting;
using Iris.Core.Catalogue;
using Iris.Core.Dialects;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Routing;
using Iris.Core.Wire;

namespace Iris.Core.Pipeline;

/// <summary>All that is known of one request, filled step by step. One thread at a time.</summary>
/// <remarks>Disposing gives the body and the images back.</remarks>
public sealed class GatewayCall : IDisposable
{
    /// <summary>Iris's generation id, <c>gen-…</c>: on every answer, in the ledger and in the log.</summary>
    public required string Id { get; init; }

    /// <summary>The wire that the caller speaks.</summary>
    public required IDialect Dialect { get; init; }

    /// <summary>What the caller presented as keys, each distinct value once.</summary>
    public required PresentedKeys Keys { get; init; }

    /// <summary>The body that is still to be read.</summary>
    public required IRequestSource Source { get; init; }

    /// <summary>Where the answer goes.</summary>
    public required IAnswerSink Sink { get; init; }

    /// <summary>When it began: a timestamp of the injected clock.</summary>
    public required long StartedAt { get; init; }

    /// <summary>Step 1: whose request it is.</summary>
    public KeyId? Key { get; set; }

    /// <summary>Step 2: the body.</summary>
    public JsonBody? Json { get; set; }

    /// <summary>Step 2: bytes held against the bound on bodies in flight.</summary>
    public BytesInFlightGate.Ticket Admission { get; set; }

    /// <summary>Step 2: what is asked.</summary>
    public ChatRequest? Request { get; set; }

    /// <summary>Step 3: who could answer, whatever their health.</summary>
    public IReadOnlyList<Endpoint> Endpoints { get; set; } = [];

    /// <summary>Step 3: the images.</summary>
    public LocatedImages? Images { get; set; }

    /// <summary>Step 4: who may answer, best first.</summary>
    public IReadOnlyList<Candidate> Candidates { get; set; } = [];

    /// <summary>Step 5: what is held against the key's budget.</summary>
    public Reservation? Reservation { get; set; }

    /// <summary>Step 6: what was done to each image for the last attempt.</summary>
    public IReadOnlyList<ImageReport> ImageReports { get; set; } = [];

    /// <summary>Steps 6 and 7: what was tried, in order.</summary>
    public List<Attempt> Attempts { get; } = [];

    /// <summary>Step 8: who answered, once an event came.</summary>
    public Candidate? Answering { get; set; }

    /// <summary>Step 8: what it cost, or null when nothing was answered.</summary>
    public AnswerUsage? Usage { get; set; }

    /// <summary>Why it failed, or null.</summary>
    public GatewayError? Error { get; set; }

    /// <summary>Takes more room under the bound on bytes in flight: for images that were fetched or made, as long as the request lives.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryHold(long bytes)
    {
        lock (Attempts)
        {
            var held = Admission.TryGrow(bytes, out var grown);
            Admission = grown;
            return held;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Images?.Dispose();
        Json?.Dispose();
        Admission.Dispose();
    }
}
