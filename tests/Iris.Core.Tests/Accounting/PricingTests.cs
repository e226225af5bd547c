using Iris.Core.Accounting;
using Iris.Core.Model;

namespace Iris.Core.Tests.Accounting;

public sealed class PricingTests
{
    private static readonly ModelPrice Sonnet = new(NanoDollars.FromDollars(3), NanoDollars.FromDollars(15), NanoDollars.FromDollars(0.3m));

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 0, 0, 3_000)]
    [InlineData(1_000_000, 0, 0, 3_000_000_000)]
    [InlineData(1_000, 0, 500, 10_500_000)]
    [InlineData(1_000, 400, 500, 1_800_000 + 120_000 + 7_500_000)]
    [InlineData(100, 400, 0, 30_000)]
    public void Cost_OfAnAnswer_IsExact(long prompt, long cached, long completion, long nanoDollars)
        => Pricing.CostOf(Usage(prompt, cached, completion), Sonnet).ShouldBe(new NanoDollars(nanoDollars));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(999_999, 1, 1)]
    [InlineData(1_000_000, 1, 1)]
    [InlineData(1_000_001, 1, 2)]
    [InlineData(3, 333_333, 1)]
    [InlineData(3, 333_334, 2)]
    public void Cost_WithARest_IsRoundedUpOnce(long tokens, long perMillion, long nanoDollars)
        => Pricing.CostOf(Usage(tokens, 0, 0), new ModelPrice(new(perMillion), NanoDollars.Zero, null)).ShouldBe(new NanoDollars(nanoDollars));

    [Fact]
    public void Cost_OfTwoHalfNanoDollars_IsOne()
        => Pricing.CostOf(Usage(1, 0, 1), new ModelPrice(new(500_000), new(500_000), null)).ShouldBe(new NanoDollars(1));

    [Fact]
    public void Cost_WithoutACachePrice_TakesTheInputPrice()
        => Pricing.CostOf(Usage(10, 10, 0), Sonnet with { CachedInputPerMillion = null }).ShouldBe(new NanoDollars(30_000));

    [Fact]
    public void Cost_OfFree_IsNothing() => Pricing.CostOf(Usage(long.MaxValue, 0, long.MaxValue), ModelPrice.Free).ShouldBe(NanoDollars.Zero);

    [Fact]
    public void WorstCase_IsNeverBelowTheCost()
    {
        Pricing.WorstCase(1_000, 500, Sonnet).ShouldBe(new NanoDollars(10_500_000));
        Pricing.WorstCase(1_000, 0, new ModelPrice(new(1_000_000), NanoDollars.Zero, new NanoDollars(2_000_000))).ShouldBe(new NanoDollars(2_000));
    }

    [Theory]
    [InlineData(long.MaxValue, 2_000_000)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void Cost_PastTheRange_IsAnException(long tokens, long perMillion)
    {
        var price = new ModelPrice(new(perMillion), new(perMillion), null);

        Should.Throw<OverflowException>(() => Pricing.CostOf(Usage(tokens, 0, tokens), price));
        Should.Throw<OverflowException>(() => Pricing.WorstCase(tokens, tokens, price));
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, -1)]
    public void Cost_OfNegativeCounts_IsAnException(long prompt, long cached, long completion)
        => Should.Throw<ArgumentOutOfRangeException>(() => Pricing.CostOf(Usage(prompt, cached, completion), Sonnet));

    [Fact]
    public void Cost_AtANegativePrice_IsAnException()
        => Should.Throw<ArgumentOutOfRangeException>(() => Pricing.WorstCase(1, 1, Sonnet with { OutputPerMillion = new(-1) }));

    private static TokenUsage Usage(long prompt, long cached, long completion)
        => new() { PromptTokens = prompt, CachedTokens = cached, CompletionTokens = completion };
}
