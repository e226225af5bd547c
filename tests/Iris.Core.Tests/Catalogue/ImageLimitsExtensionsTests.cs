using Iris.Core.Catalogue;
using Iris.Core.Model;

namespace Iris.Core.Tests.Catalogue;

public sealed class ImageLimitsExtensionsTests
{
    private static readonly ImageLimits Open = new() { Profile = "open", Formats = [ImageFormat.Png, ImageFormat.Jpeg], AllowsAnimation = true, FetchesUrls = true };

    private static readonly ImageLimits Tight = new()
    {
        Profile = "tight",
        Formats = [ImageFormat.Jpeg],
        MaxImageBytes = 100,
        MaxTotalBytes = 200,
        MaxRequestBytes = 300,
        MaxEdge = 40,
        MinEdge = 4,
        MaxPixels = 1600,
        MaxAspect = 5,
        MaxImages = 6,
        ManyImages = new ManyImagesLimit(3, 20),
    };

    [Fact]
    public void Within_OneSideWithoutLimits_TakesThoseOfTheOther()
    {
        var within = Tight with { Profile = "open within tight", FetchesUrls = true };
        Same(Open.Within(Tight), within);
        Same(Tight.Within(Open), within with { Profile = "tight within open", FetchesUrls = false });
    }

    [Fact]
    public void Within_BothLimited_TakesTheNarrowerOfEach()
    {
        var other = Tight with { MaxImageBytes = 90, MaxTotalBytes = 900, MaxRequestBytes = 200, MaxEdge = 50, MinEdge = 2, MaxPixels = 900, MaxAspect = 4, MaxImages = 9, ManyImages = new ManyImagesLimit(2, 30) };
        foreach (var limits in new[] { Tight.Within(other), other.Within(Tight) })
        {
            limits.MaxImageBytes.ShouldBe(90);
            limits.MaxTotalBytes.ShouldBe(200);
            limits.MaxRequestBytes.ShouldBe(200);
            limits.MaxEdge.ShouldBe(40);
            limits.MinEdge.ShouldBe(4);
            limits.MaxPixels.ShouldBe(900);
            limits.MaxAspect.ShouldBe(4);
            limits.MaxImages.ShouldBe(6);
            limits.ManyImages.ShouldBe(new ManyImagesLimit(2, 20));
        }
    }

    [Theory]
    [InlineData(1000, 1000, 1000)]
    [InlineData(1000, 7, 8)]
    [InlineData(8, 1000, 8)]
    [InlineData(7, 7, 7)]
    public void Within_FilesAndBase64_CountsBoth_AsBase64_NeverMoreThanEither(long base64, long file, long expected)
    {
        var limits = (Open with { Measure = ByteMeasure.Base64, MaxImageBytes = base64 }).Within(Open with { MaxImageBytes = file, MaxTotalBytes = file });
        limits.Measure.ShouldBe(ByteMeasure.Base64);
        limits.MaxImageBytes.ShouldBe(expected);
        limits.MaxTotalBytes.ShouldBe(file / 3 * 4);

        // The largest file that passes is no larger than either allows.
        var largest = limits.MaxImageBytes!.Value / 4 * 3;
        largest.ShouldBeLessThanOrEqualTo(file);
        ((largest + 2) / 3 * 4).ShouldBeLessThanOrEqualTo(base64);
    }

    [Fact]
    public void Within_OneCountsNoBytes_KeepsTheMeasureOfTheOther()
    {
        var base64 = Open with { Measure = ByteMeasure.Base64, MaxTotalBytes = 12 };
        Open.Within(base64).Measure.ShouldBe(ByteMeasure.Base64);
        Open.Within(base64).MaxTotalBytes.ShouldBe(12);
        base64.Within(Open).Measure.ShouldBe(ByteMeasure.Base64);
        (Open with { Measure = ByteMeasure.Base64 }).Within(Tight).MaxImageBytes.ShouldBe(100);
        (Open with { Measure = ByteMeasure.Base64 }).Within(Tight).Measure.ShouldBe(ByteMeasure.Raw);
    }

    [Fact]
    public void Within_OrientationAndUrls_StayTheEndpointsOwn()
    {
        var limits = (Open with { AppliesOrientation = true }).Within(Tight);
        limits.AppliesOrientation.ShouldBeTrue();
        limits.FetchesUrls.ShouldBeTrue();
        limits.AllowsAnimation.ShouldBeFalse();
    }

    [Fact]
    public void Within_NoCommonFormat_KeepsTheEndpoints() =>
        (Open with { Formats = [ImageFormat.Png] }).Within(Tight).Formats.ShouldBe([ImageFormat.Png]);

    private static void Same(ImageLimits limits, ImageLimits expected)
    {
        limits.Formats.ShouldBe(expected.Formats);
        (limits with { Formats = [] }).ShouldBe(expected with { Formats = [] });
    }
}
