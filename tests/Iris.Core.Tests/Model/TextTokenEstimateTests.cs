using Iris.Core.Model;

namespace Iris.Core.Tests.Model;

public sealed class TextTokenEstimateTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(3, 0, 1)]
    [InlineData(4, 0, 2)]
    [InlineData(300, 1, 104)]
    [InlineData(0, 2, 8)]
    public void Of_Text_IsAThirdOfItsBytesAndFourAMessage(long bytes, int messages, long tokens) => TextTokenEstimate.Of(bytes, messages).ShouldBe(tokens);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(300, 2, 308)]
    public void Bound_Text_IsOneTokenAByteAndFourAMessage(long bytes, int messages, long tokens) => TextTokenEstimate.Bound(bytes, messages).ShouldBe(tokens);

    [Fact]
    public void Bound_AnyText_IsNeverBelowTheEstimate()
    {
        for (var bytes = 0L; bytes < 10_000; bytes += 7)
        {
            TextTokenEstimate.Bound(bytes, 3).ShouldBeGreaterThanOrEqualTo(TextTokenEstimate.Of(bytes, 3));
        }
    }

    [Fact]
    public void Of_LongestText_DoesNotOverflow() => TextTokenEstimate.Of(1L << 40, int.MaxValue).ShouldBe(((1L << 40) + 2) / 3 + (4L * int.MaxValue));
}
