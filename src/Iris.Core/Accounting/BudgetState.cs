using Iris.Core.Model;

namespace Iris.Core.Accounting;

/// <summary>One key's money at a moment.</summary>
/// <param name="Limit">The most that may be spent, or null for no limit.</param>
/// <param name="Spent">Settled, since the ledger began.</param>
/// <param name="Reserved">Held for requests on their way.</param>
public readonly record struct BudgetState(NanoDollars? Limit, NanoDollars Spent, NanoDollars Reserved);
