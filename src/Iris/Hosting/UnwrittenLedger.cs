using Iris.Core.Accounting;
using Iris.Core.Model;

namespace Iris.Hosting;

/// <summary>The ledger of an operator who wants none (<c>storage.engine: none</c>): nothing is kept beyond the process.</summary>
internal sealed class UnwrittenLedger : IRequestLedger
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<KeyId, NanoDollars> SpentAtOpen { get; } = new Dictionary<KeyId, NanoDollars>();

    /// <inheritdoc/>
    public void Record(RequestRecord record)
    {
    }
}
