using System.Collections.Concurrent;
using System.Globalization;
using Iris.Core.Model;

namespace Iris.Core.Accounting;

/// <summary>Keeps every key within its budget: a request's worst cost is held before it is sent and replaced by the real cost after.</summary>
/// <remarks>
/// Safe for concurrent use; one short lock a key. As long as no request costs more than was reserved for it, a key never spends
/// more than its limit. A request that does cost more is booked in full all the same: the money is gone.
/// </remarks>
/// <param name="limits">Limits of single keys; a null value lifts the default limit.</param>
/// <param name="defaultLimit">For all other keys, or null for none.</param>
/// <param name="spent">What the ledger says each key has spent.</param>
public sealed class BudgetBook(
    IReadOnlyDictionary<KeyId, NanoDollars?> limits,
    NanoDollars? defaultLimit,
    IReadOnlyDictionary<KeyId, NanoDollars> spent)
{
    private readonly ConcurrentDictionary<KeyId, Account> _accounts = new();

    /// <summary>Holds money for a request.</summary>
    /// <returns>The reservation, which the caller settles or releases on every path, or <see cref="ErrorReason.BudgetExceeded"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="worst"/> is negative.</exception>
    /// <exception cref="OverflowException">The sums leave the range of <see cref="NanoDollars"/>; nothing is held.</exception>
    public Outcome<Reservation> Reserve(KeyId key, NanoDollars worst)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(worst.Value);
        var account = AccountOf(key);
        lock (account)
        {
            var reserved = account.Reserved + worst;
            if (account.Spent + reserved > (account.Limit ?? new NanoDollars(long.MaxValue)))
            {
                return Exceeded(account, worst);
            }

            account.Reserved = reserved;
            return new Reservation(key, worst);
        }
    }

    /// <summary>Books what a request really cost and lets go of what was held.</summary>
    /// <returns>False, and nothing is booked, when the reservation was settled or released before.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="actual"/> is negative.</exception>
    /// <exception cref="OverflowException">The sum leaves the range of <see cref="NanoDollars"/>; the reservation stays open.</exception>
    public bool Settle(Reservation reservation, NanoDollars actual)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actual.Value);
        var account = AccountOf(reservation.Key);
        lock (account)
        {
            if (reservation.Closed)
            {
                return false;
            }

            account.Spent += actual;
            account.Reserved -= reservation.Amount;
            reservation.Closed = true;
            return true;
        }
    }

    /// <summary>Lets go of what was held for a request that cost nothing.</summary>
    /// <returns>False when the reservation was settled or released before.</returns>
    public bool Release(Reservation reservation) => Settle(reservation, NanoDollars.Zero);

    /// <summary>A key's money now.</summary>
    public BudgetState StateOf(KeyId key)
    {
        var account = AccountOf(key);
        lock (account)
        {
            return new BudgetState(account.Limit, account.Spent, account.Reserved);
        }
    }

    private Account AccountOf(KeyId key) => _accounts.GetOrAdd(key, static (id, book) => book.Open(id), this);

    private Account Open(KeyId key) => new()
    {
        Limit = limits.TryGetValue(key, out var own) ? own : defaultLimit,
        Spent = spent.TryGetValue(key, out var already) ? already : NanoDollars.Zero,
    };

    private static GatewayError Exceeded(Account account, NanoDollars worst) => new(
        ErrorReason.BudgetExceeded,
        string.Create(
            CultureInfo.InvariantCulture,
            $"This request may cost up to ${worst.Dollars:0.#########}, which the key's budget of ${account.Limit!.Value.Dollars:0.#########} does not cover: ${account.Spent.Dollars:0.#########} is spent and ${account.Reserved.Dollars:0.#########} is held for requests on their way. Lower max_tokens, or ask the operator for a larger budget."));

    private sealed class Account
    {
        public required NanoDollars? Limit { get; init; }

        public required NanoDollars Spent { get; set; }

        public NanoDollars Reserved { get; set; }
    }
}
