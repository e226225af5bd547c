using Iris.Core.Images.Fitting;
using Iris.Core.Images.Tokens;
using Iris.Core.Model;
using static Iris.Core.Tests.Images.Fitting.FitCase;

namespace Iris.Core.Tests.Images.Fitting;

public sealed class ImageReportsTests
{
    [Fact]
    public void Of_KeptImage_IsTheSameBeforeAndAfter()
    {
        var report = ImageReports.Of(Located(Photo), FitPlan.Keep, Demand(), null);

        report.Part.ShouldBe("messages[0].content[1].image_url.url");
        report.From.ShouldBe(new ImageSide(ImageFormat.Jpeg, 800, 600, 100_000));
        report.To.ShouldBe(report.From);
        report.TokensAfter.ShouldBe(report.TokensBefore);
        report.Steps.ShouldBe([FitStep.Keep]);
    }

    [Fact]
    public void Of_StrippedImage_HasUnknownBytesUntilItIsMade()
    {
        var image = Located(Photo);
        var made = new ImageSide(ImageFormat.Jpeg, 800, 600, 90_000);

        ImageReports.Of(image, FitPlan.Strip, Demand(), null).To.ShouldBe(made with { Bytes = null });
        ImageReports.Of(image, FitPlan.Strip, Demand(), made).To.ShouldBe(made);
    }

    [Theory]
    [InlineData(1, 4_000, 3_000, 1_568, 1_176)]
    [InlineData(6, 4_000, 3_000, 1_176, 1_568)]
    [InlineData(1, 4_033, 3_025, 1_568, 1_176)]
    [InlineData(1, 9_000, 2, 1_568, 1)]
    [InlineData(1, 1_003, 501, 1_003, 501)]
    public void Of_RewrittenImage_PredictsTheSizeOfTheWorker(int orientation, int width, int height, int toWidth, int toHeight)
    {
        var facts = Photo with { Orientation = orientation, Width = width, Height = height };
        var plan = new RewritePlan(new RewriteTarget(ImageFormat.WebP, 1_568, 1_568, 90, null), [FitReason.Edge]);

        ImageReports.Of(Located(facts), plan, Demand(), null).To.ShouldBe(new ImageSide(ImageFormat.WebP, toWidth, toHeight, null));
    }

    [Fact]
    public void Of_ResultThatIsKnown_IsWhatCounts()
    {
        var plan = new RewritePlan(new RewriteTarget(ImageFormat.Jpeg, 400, 300, 90, null), [FitReason.Bytes]);
        var made = new ImageSide(ImageFormat.Jpeg, 200, 150, 5_000);

        var report = ImageReports.Of(Located(Photo), plan, Demand(), made);

        report.To.ShouldBe(made);
        report.TokensAfter.ShouldBe(ImageTokens.Count(null, 200, 150, ImageDetail.Auto));
    }

    [Fact]
    public void Of_ImageOfWhichOnlyTheUrlIsKnown_HasNoSidesAndTheWorstCount()
    {
        var report = ImageReports.Of(Located((ImageFacts?)null), new LinkPlan(Url), Demand() with { Detail = ImageDetail.High }, null);

        (report.From, report.To).ShouldBe((null, null));
        report.Steps.ShouldBe([FitStep.Link]);
        report.TokensBefore.ShouldBe(ImageTokens.Most(null, ImageDetail.High));
        report.TokensAfter.ShouldBe(report.TokensBefore);
        report.ToString().ShouldNotContain("example.com");
    }
}
