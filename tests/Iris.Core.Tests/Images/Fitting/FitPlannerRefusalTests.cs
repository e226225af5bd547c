using Iris.Core.Images;
using Iris.Core.Model;
using static Iris.Core.Tests.Images.Fitting.FitCase;

namespace Iris.Core.Tests.Images.Fitting;

public sealed class FitPlannerRefusalTests
{
    private const string Part = "messages[0].content[1].image_url.url";

    [Theory]
    [InlineData("Azure OpenAI", 10)]
    [InlineData("Bedrock", 20)]
    [InlineData("Fireworks", 60)]
    [InlineData("DeepInfra", 8)]
    [InlineData("DashScope", 250)]
    public void PlanAll_E13_MoreImagesThanTheModelTakes_AreRefusedInBothPolicies(string profile, int most)
    {
        var limits = NoLimits with { Profile = profile, MaxImages = most };

        FitPlanner.PlanAll(Many(most, Photo), Demand(limits)).Succeeded.ShouldBeTrue();
        foreach (var policy in new[] { ImagePolicy.Adapt, ImagePolicy.Strict })
        {
            var error = FitPlanner.PlanAll(Many(most + 1, Photo), Demand(limits, policy)).Error!;
            (error.Reason, error.Param).ShouldBe((ErrorReason.TooManyImages, $"messages[{most}].content[1].image_url.url"));
            error.Message.ShouldContain($"{most + 1} images");
            error.Message.ShouldContain($"at most {most} (limits profile {profile})");
        }
    }

    [Theory]
    [InlineData(9, 100, ErrorReason.ImageTooSmall, "10 px")]
    [InlineData(100, 9, ErrorReason.ImageTooSmall, "10 px")]
    [InlineData(2_001, 10, ErrorReason.ImageTooManyPixels, "200")]
    [InlineData(2_000, 10, null, null)]
    [InlineData(10, 10, null, null)]
    public void Plan_TooSmallOrTooNarrow_IsRefusedInBothPolicies(int width, int height, string? reason, string? limit)
    {
        var limits = Limits with { MinEdge = 10, MaxAspect = 200 };
        foreach (var policy in new[] { ImagePolicy.Adapt, ImagePolicy.Strict })
        {
            var outcome = FitPlanner.Plan(Located(Photo with { Width = width, Height = height }), Demand(limits, policy));
            outcome.Error?.Reason.ShouldBe(reason);
            outcome.Succeeded.ShouldBe(reason is null);
            if (limit is not null)
            {
                outcome.Error!.Param.ShouldBe(Part);
                outcome.Error.Message.ShouldContain($"{width}×{height}");
                outcome.Error.Message.ShouldContain(limit);
            }
        }
    }

    [Fact]
    public void Plan_ImageThatWouldBeTooSmallOnceShrunk_IsRefused()
    {
        var error = Refusal(Photo with { Width = 10_000, Height = 60 }, Demand(Limits with { MaxEdge = 1_000, MinEdge = 10 }));

        error.Reason.ShouldBe(ErrorReason.ImageTooSmall);
        error.Message.ShouldContain("10000×60");
        error.Message.ShouldContain("1000×6");
    }

    [Fact]
    public void Plan_E16_ImageNotReadableForTheModel_SaysProfileAndWhatToDo()
    {
        var error = Refusal(Photo with { Width = 6_000 }, Demand(policy: ImagePolicy.Strict));

        error.Message.ShouldBe($"{Part}: The image is 6000×600 px; the model takes at most 4096 px on the longer side (limits profile test, images.policy: strict). Scale it down.");
        error.Row.Status.ShouldBe(400);
    }

    [Theory]
    [InlineData(ImageFormat.Avif, 1, 800, 600, 100, ErrorReason.UnsupportedImageFormat, "AVIF", "PNG, JPEG, WebP, GIF")]
    [InlineData(ImageFormat.Gif, 7, 800, 600, 100, ErrorReason.UnsupportedImageFormat, "7 frames", "takes 1")]
    [InlineData(ImageFormat.Jpeg, 1, 5_000, 600, 100, ErrorReason.ImageTooManyPixels, "5000×600", "4096")]
    [InlineData(ImageFormat.Jpeg, 1, 4_000, 3_000, 100, ErrorReason.ImageTooManyPixels, "12000000", "11000000")]
    [InlineData(ImageFormat.Jpeg, 1, 800, 600, 15_000_001, ErrorReason.ImageTooLarge, "15000001 bytes, 20000004 as base64", "20000000 characters of base64 (15000000 bytes)")]
    public void Plan_E15_StrictAndALimitIsBroken_RefusesWithPartLimitAndValue(ImageFormat format, int frames, int width, int height, long bytes, string reason, string value, string limit)
    {
        var limits = Limits with { Measure = ByteMeasure.Base64, MaxPixels = 11_000_000 };

        var error = Refusal(Photo with { Format = format, Frames = frames, Width = width, Height = height, Bytes = bytes }, Demand(limits, ImagePolicy.Strict));

        (error.Reason, error.Param).ShouldBe((reason, Part));
        error.Message.ShouldStartWith(Part);
        error.Message.ShouldContain(value);
        error.Message.ShouldContain(limit);
        error.Message.ShouldContain("limits profile test");
    }

    [Fact]
    public void PlanAll_E10_StrictAndMoreThanTwentyImages_NamesTheRuleAndTheCount()
    {
        var limits = Limits with { MaxImages = 100, ManyImages = new ManyImagesLimit(20, 2_000) };

        var error = FitPlanner.PlanAll(Many(21, Photo with { Width = 2_001 }), Demand(limits, ImagePolicy.Strict)).Error!;

        error.Reason.ShouldBe(ErrorReason.ImageTooManyPixels);
        error.Message.ShouldContain("more than 20 images (this one has 21)");
        error.Message.ShouldContain("2000 px");
    }

    [Fact]
    public void Plan_StrictAndNoLimitIsBroken_LeavesOrientationAndColourAlone()
        => FitPlanner.Plan(Located(Photo with { Orientation = 6, Colour = ImageColour.Cmyk }), Demand(policy: ImagePolicy.Strict)).Value.ShouldBeSameAs(FitPlan.Keep);
}
