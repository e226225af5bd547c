using System.Numerics;
using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>A set of <see cref="FitReason"/> that lives on the stack, since most images have none.</summary>
internal readonly record struct FitReasons(uint Bits)
{
    public bool Any => Bits != 0;

    /// <summary>The first in the order of the enum. Only when there is one.</summary>
    public FitReason First => (FitReason)BitOperations.TrailingZeroCount(Bits);

    public bool Has(FitReason reason) => (Bits & Bit(reason)) != 0;

    public FitReasons With(FitReason reason, bool applies = true) => applies ? new FitReasons(Bits | Bit(reason)) : this;

    public static FitReasons Of(IReadOnlyList<FitReason> list)
    {
        var reasons = default(FitReasons);
        foreach (var reason in list)
        {
            reasons = reasons.With(reason);
        }

        return reasons;
    }

    public IReadOnlyList<FitReason> ToList()
    {
        var list = new FitReason[BitOperations.PopCount(Bits)];
        var next = 0;
        for (var rest = Bits; rest != 0; rest &= rest - 1)
        {
            list[next++] = (FitReason)BitOperations.TrailingZeroCount(rest);
        }

        return list;
    }

    private static uint Bit(FitReason reason) => 1u << (int)reason;
}
