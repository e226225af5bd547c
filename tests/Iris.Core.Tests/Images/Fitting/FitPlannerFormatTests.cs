using Iris.Core.Images;
using Iris.Core.Model;
using Iris.TestKit;
using static Iris.Core.Tests.Images.Fitting.FitCase;

namespace Iris.Core.Tests.Images.Fitting;

public sealed class FitPlannerFormatTests
{
    private static readonly ImageFacts Screenshot = Photo with { Format = ImageFormat.Png, Width = 5_000, Height = 2_000, Bytes = 800_000 };
    private static readonly ImageFacts PngPhoto = Photo with { Format = ImageFormat.Png, Width = 5_000, Height = 4_000, Bytes = 38_000_000 };

    [Theory]
    [InlineData(ImageFormat.Avif, false, ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Heic, false, ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Tiff, false, ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Heic, true, ImageFormat.Png)]
    [InlineData(ImageFormat.Avif, true, ImageFormat.Png)]
    public void Plan_C9_FormatThatTheModelDoesNotTake_BecomesPngWithAlphaElseJpeg(ImageFormat format, bool alpha, ImageFormat target)
    {
        var plan = Rewrite(Photo with { Format = format, HasAlpha = alpha });

        plan.Reasons.ShouldBe([FitReason.Format]);
        plan.Target.ShouldBe(new RewriteTarget(target, 800, 600, 90, Limits.MaxImageBytes));
    }

    [Fact]
    public void Plan_C9_HeicThatTheModelTakes_IsKept()
        => Plan(Photo with { Format = ImageFormat.Heic }, Limits with { Formats = [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Heic] }).ShouldBeSameAs(FitPlan.Keep);

    [Fact]
    public void Plan_DrawingWithoutAlpha_StaysLossless() => Rewrite(Screenshot).Target.Format.ShouldBe(ImageFormat.Png);

    [Fact]
    public void Plan_PhotographAsPng_BecomesJpeg()
    {
        Rewrite(PngPhoto).Target.Format.ShouldBe(ImageFormat.Jpeg);
        Rewrite(PngPhoto with { Width = 5_000, Height = 600, Bytes = 5_000_000 }).Target.Format.ShouldBe(ImageFormat.Jpeg);
    }

    [Fact]
    public void Plan_DrawingThatSurelyDoesNotFitTheBytes_BecomesJpeg()
        => Rewrite(Screenshot, Limits with { MaxImageBytes = 135_000 }).Target.Format.ShouldBe(ImageFormat.Jpeg);

    [Fact]
    public void Plan_TooManyBytesOfAlpha_BecomesWebPElseIsFlattened()
    {
        var logo = PngPhoto with { HasAlpha = true };

        Rewrite(logo).Target.Format.ShouldBe(ImageFormat.WebP);
        Rewrite(logo, Limits with { Formats = [ImageFormat.Png, ImageFormat.Jpeg], MaxImageBytes = 5_000_000 }).Target.Format.ShouldBe(ImageFormat.Jpeg);
        Rewrite(logo, Limits with { Formats = [ImageFormat.Png], MaxImageBytes = 5_000_000 }).Target.Format.ShouldBe(ImageFormat.Png);
    }

    [Fact]
    public void Plan_AlphaThatFitsOnlyAsALargePng_IsNotFlattened()
        => Rewrite(PngPhoto with { HasAlpha = true, Width = 4_200, Height = 1_000, Bytes = 6_000_000 }, Limits with { Formats = [ImageFormat.Png, ImageFormat.Jpeg] })
            .Target.Format.ShouldBe(ImageFormat.Png);

    [Theory]
    [InlineData(ImageFormat.Jpeg, false)]
    [InlineData(ImageFormat.WebP, false)]
    [InlineData(ImageFormat.WebP, true)]
    public void Plan_LossyImageThatOnlyShrinks_KeepsItsFormat(ImageFormat format, bool alpha)
        => Rewrite(Photo with { Format = format, HasAlpha = alpha, Width = 6_000 }).Target.Format.ShouldBe(format);

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Png)]
    public void Plan_C2_EndpointThatTakesOnlyOneFormat_GetsIt(ImageFormat only)
    {
        var limits = Limits with { Formats = [only] };

        Rewrite(Photo with { Format = ImageFormat.Gif, HasAlpha = true }, limits).Target.Format.ShouldBe(only);
        Rewrite(Photo with { Format = ImageFormat.Tiff }, limits).Target.Format.ShouldBe(only);
    }

    [Fact]
    public void Plan_EndpointThatTakesNothingThatIrisWrites_IsRefused()
    {
        var error = Refusal(Photo, Demand(Limits with { Formats = [ImageFormat.Gif] }));

        (error.Reason, error.Param).ShouldBe((ErrorReason.UnsupportedImageFormat, "messages[0].content[1].image_url.url"));
        error.Message.ShouldContain("JPEG");
        error.Message.ShouldContain("limits profile test");
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Gif)]
    public void Plan_MetadataToStrip_IsCutOutWithoutTouchingPixels(ImageFormat format)
    {
        var image = Photo with { Format = format, HasMetadata = true };

        Plan(image).ShouldBeSameAs(FitPlan.Keep);
        foreach (var policy in new[] { ImagePolicy.Adapt, ImagePolicy.Strict })
        {
            var demand = Demand(policy: policy) with { StripMetadata = true };
            FitPlanner.Plan(Located(image), demand).Value.ShouldBeSameAs(FitPlan.Strip);
            FitPlanner.Plan(Located(Photo), demand).Value.ShouldBeSameAs(FitPlan.Keep);
        }
    }

    [Fact]
    public void Plan_RealFilesToStrip_AreCutOnlyWhereThereIsSomethingToCut()
    {
        var demand = Demand() with { StripMetadata = true };
        byte[] hidden = [.. SampleImages.Jpeg(16, 16), .. SampleImages.Jpeg(8, 8)];

        FitPlanner.Plan(Located(SampleImages.Jpeg(8, 8, SampleImages.JpegSegment(0xFE, "Somebody"u8))), demand).Value.ShouldBeSameAs(FitPlan.Strip);
        FitPlanner.Plan(Located(SampleImages.Jpeg(8, 8)), demand).Value.ShouldBeSameAs(FitPlan.Keep);
        FitPlanner.Plan(Located(hidden), demand).Value.ShouldBeSameAs(FitPlan.Strip);
        FitPlanner.Plan(Located(hidden), Demand()).Value.ShouldBeSameAs(FitPlan.Keep);
    }

    /// <summary>Its end stands only inside a segment that claims more bytes than there are.</summary>
    [Fact]
    public void Plan_FileTooOddToBeCut_IsAnOrdinaryRewriteWithItsReasonAndRefusedWhenStrict()
    {
        byte[] odd = [.. SampleImages.Jpeg(8, 8, SampleImages.JpegSegment(0xFE, "Somebody"u8))[..^2], 0xFF, 0xFE, 0x10, 0x00, 0xFF, 0xD9];
        var demand = Demand(Limits with { Formats = [ImageFormat.Jpeg], MaxImageBytes = 1_000 }) with { StripMetadata = true };
        Located(odd).Facts!.Value.HasMetadata.ShouldBeTrue();

        var plan = FitPlanner.Plan(Located(odd), demand).Value.ShouldBeOfType<RewritePlan>();

        plan.Target.ShouldBe(new RewriteTarget(ImageFormat.Jpeg, 8, 8, 90, 1_000));
        plan.Reasons.ShouldBe([FitReason.Metadata]);
        FitPlanner.Plan(Located(odd), demand with { Policy = ImagePolicy.Strict }).Error!.Message.ShouldContain("images.metadata");
    }

    [Fact]
    public void WithoutMetadata_AskedForTwice_IsCutOnce()
    {
        var image = Located(SamplePhotos.Jpeg(20, 10));

        image.WithoutMetadata.ShouldNotBeNull().ShouldBeSameAs(image.WithoutMetadata);
        Located((ImageFacts?)null).WithoutMetadata.ShouldBeNull();
    }

    [Theory]
    [InlineData(ImageFormat.Avif)]
    [InlineData(ImageFormat.Heic)]
    [InlineData(ImageFormat.Tiff)]
    public void Plan_MetadataOfAFormatThatCannotLoseIt_IsRewrittenAndRefusedWhenStrict(ImageFormat format)
    {
        var limits = Limits with { Formats = [ImageFormat.Jpeg, ImageFormat.Avif, ImageFormat.Heic, ImageFormat.Tiff] };
        var image = Photo with { Format = format, HasMetadata = true };

        var plan = FitPlanner.Plan(Located(image), Demand(limits) with { StripMetadata = true }).Value.ShouldBeOfType<RewritePlan>();

        (plan.Target.Format, plan.Reasons.Single()).ShouldBe((ImageFormat.Jpeg, FitReason.Metadata));
        Refusal(image, Demand(limits, ImagePolicy.Strict) with { StripMetadata = true }).Message.ShouldContain("images.metadata");
    }
}
