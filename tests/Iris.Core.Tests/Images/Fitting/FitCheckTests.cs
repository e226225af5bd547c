using Iris.Core.Images;
using Iris.Core.Images.Tokens;
using Iris.Core.Model;
using Iris.Core.Tests.Images.Tokens;
using static Iris.Core.Tests.Images.Fitting.FitCase;

namespace Iris.Core.Tests.Images.Fitting;

public sealed class FitCheckTests
{
    private const string Part = "messages[0].content[1].image_url.url";

    private static readonly ImageLimits Narrow = Limits with { MinEdge = 28, MaxEdge = 1_000, MaxPixels = 500_000, MaxAspect = 20, MaxImageBytes = 4_000, Measure = ByteMeasure.Base64 };

    [Theory]
    [InlineData(1_000, 500, 3_000L, null, "")]
    [InlineData(28, 28, null, null, "")]
    [InlineData(100, 27, 100L, ErrorReason.ImageTooSmall, "100×27 px; the model takes no side below 28 px")]
    [InlineData(30, 601, 100L, ErrorReason.ImageTooManyPixels, "at most 20 ")]
    [InlineData(1_001, 400, 100L, ErrorReason.ImageTooManyPixels, "at most 1000 px")]
    [InlineData(1_000, 501, 100L, ErrorReason.ImageTooManyPixels, "at most 500000 pixels")]
    [InlineData(1_000, 500, 3_001L, ErrorReason.ImageTooLarge, "at most 3000 bytes, and it has 3001")]
    public void Result_LimitsOfTheModel_AreAskedOfWhatCameOut(int width, int height, long? bytes, string? reason, string words)
    {
        var error = FitCheck.Result(Located(Photo), new ImageSide(ImageFormat.Jpeg, width, height, bytes), Demand(Narrow));

        error?.Reason.ShouldBe(reason);
        (error is null).ShouldBe(reason is null);
        if (error is not null)
        {
            error.Param.ShouldBe(Part);
            error.Message.ShouldContain(words);
            error.Message.ShouldContain("limits profile test");
        }
    }

    /// <summary>The pixel by which a decoder of JPEG may be off, at the edge of a tile.</summary>
    [Fact]
    public void Result_PixelThatCostsTwoTiles_IsRefusedWithCountAndCap()
    {
        var formula = TokenRules.Find("openai:gpt-4o");
        var cap = ImageTokens.Count(formula, 2_473, 1_853, ImageDetail.High).Tokens;
        var demand = Demand() with { TokenFormula = formula, MaxTokensPerImage = cap, Detail = ImageDetail.High };

        FitCheck.Result(Located(Photo), new ImageSide(ImageFormat.Jpeg, 2_473, 1_853, 1), demand).ShouldBeNull();
        var error = FitCheck.Result(Located(Photo), new ImageSide(ImageFormat.Jpeg, 2_473, 1_852, 1), demand).ShouldNotBeNull();

        (error.Reason, error.Param).ShouldBe((ErrorReason.ImageTooManyTokens, Part));
        error.Message.ShouldContain($"costs {cap + (2 * 170)} tokens; max_tokens_per_image allows {cap}");
    }

    [Fact]
    public void Result_E10_ManyImages_AreHeldToTheNarrowerEdge()
    {
        var demand = Demand(Limits with { ManyImages = new ManyImagesLimit(20, 2_000) });
        var side = new ImageSide(ImageFormat.Jpeg, 2_001, 100, 1);

        FitCheck.Result(Located(Photo), side, demand, images: 20).ShouldBeNull();
        FitCheck.Result(Located(Photo), side, demand, images: 21).ShouldNotBeNull().Message.ShouldContain("2000 px");
    }

    [Fact]
    public void Result_WhatIsPlannedForAnyImage_PassesTheCheck()
    {
        var demand = Demand(Narrow) with { TokenFormula = TokenRules.Find("anthropic:claude-sonnet-4-5"), MaxTokensPerImage = 300 };
        foreach (var (width, height) in new[] { (4_000, 3_000), (3_001, 200), (999, 998), (28, 560) })
        {
            var image = Located(Photo with { Width = width, Height = height });
            var target = FitPlanner.Plan(image, demand).Value.ShouldBeOfType<RewritePlan>();
            var (toWidth, toHeight) = Result(image.Facts!.Value, target);
            FitCheck.Result(image, new ImageSide(target.Target.Format, toWidth, toHeight, target.Target.MaxBytes), demand).ShouldBeNull();
        }
    }
}
