using Iris.Core.Model;

namespace Iris.Core.Accounting;

/// <summary>Money held for one request until it is settled or released, which happens once.</summary>
public sealed class Reservation
{
    internal Reservation(KeyId key, NanoDollars amount)
    {
        Key = key;
        Amount = amount;
    }

    /// <summary>Whose.</summary>
    public KeyId Key { get; }

    /// <summary>How much is held.</summary>
    public NanoDollars Amount { get; }

    /// <summary>Guarded by the account's lock.</summary>
    internal bool Closed { get; set; }
}
