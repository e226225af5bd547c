namespace Iris.Core.Model;

/// <summary>Money as an integer count of 10⁻⁹ US dollars; arithmetic is checked, so an overflow is an exception and never a gift.</summary>
/// <param name="Value">May be negative only in differences.</param>
public readonly record struct NanoDollars(long Value) : IComparable<NanoDollars>
{
    /// <summary>Nothing.</summary>
    public static NanoDollars Zero => default;

    /// <summary>Adds, checked.</summary>
    public static NanoDollars operator +(NanoDollars left, NanoDollars right) => new(checked(left.Value + right.Value));

    /// <summary>Subtracts, checked.</summary>
    public static NanoDollars operator -(NanoDollars left, NanoDollars right) => new(checked(left.Value - right.Value));

    /// <summary>Multiplies by a count, checked.</summary>
    public static NanoDollars operator *(NanoDollars price, long count) => new(checked(price.Value * count));

    /// <summary>Compares.</summary>
    public static bool operator >(NanoDollars left, NanoDollars right) => left.Value > right.Value;

    /// <summary>Compares.</summary>
    public static bool operator <(NanoDollars left, NanoDollars right) => left.Value < right.Value;

    /// <summary>Compares.</summary>
    public static bool operator >=(NanoDollars left, NanoDollars right) => left.Value >= right.Value;

    /// <summary>Compares.</summary>
    public static bool operator <=(NanoDollars left, NanoDollars right) => left.Value <= right.Value;

    /// <summary>The amount in dollars, exact.</summary>
    public decimal Dollars => Value / 1_000_000_000m;

    /// <summary>An amount in dollars, rounded up to the next nano-dollar.</summary>
    /// <exception cref="OverflowException">More than about 9.2 billion dollars.</exception>
    public static NanoDollars FromDollars(decimal dollars) => new(checked((long)decimal.Ceiling(dollars * 1_000_000_000m)));

    /// <inheritdoc/>
    public int CompareTo(NanoDollars other) => Value.CompareTo(other.Value);
}
