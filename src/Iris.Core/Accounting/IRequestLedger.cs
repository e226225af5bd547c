using Iris.Core.Model;

namespace Iris.Core.Accounting;

/// <summary>Keeps a record of every request for good. Safe for concurrent use.</summary>
public interface IRequestLedger
{
    /// <summary>What each key had spent when the ledger was opened.</summary>
    IReadOnlyDictionary<KeyId, NanoDollars> SpentAtOpen { get; }

    /// <summary>Hands a record over; it is written in the background. Never waits.</summary>
    /// <exception cref="ArgumentException">The record has no id or a negative cost.</exception>
    void Record(RequestRecord record);
}
