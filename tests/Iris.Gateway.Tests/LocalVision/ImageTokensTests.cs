using Iris.Core.Images.Tokens;
using Iris.Core.Model;
using Iris.Gateway.Tests.Imaging;
using Iris.LocalVision;
using Iris.LocalVision.Observing;
using Iris.LocalVision.Tokens;

namespace Iris.Gateway.Tests.LocalVision;

/// <summary>What the embedded model's images are estimated to cost is what its answers count.</summary>
public sealed class ImageTokensTests
{
    private static readonly (int Width, int Height)[] Sizes = [(1, 1), (600, 400), (1024, 1024), (1025, 33), (1600, 901), (900, 1601), (2000, 3), (3000, 1999)];

    [Fact]
    public async Task Estimate_AnySize_IsWhatTheRasterCosts()
    {
        var formula = LocalVisionProvider.CreateEndpoint(VisionCall.Limits).TokenFormula;
        await using var pool = WorkerPools.Start();
        foreach (var (width, height) in Sizes)
        {
            var picture = TestPng.Rgba(width, height, (_, _) => (30, 90, 200, 255));

            var raster = await PixelTests.RasterizeAsync(pool, picture, ImageLooker.MaxEdge);

            ImageTokens.Count(formula, width, height, ImageDetail.Auto)
                .ShouldBe(new ImageTokenCount(TokenRule.OfImage(raster.Width, raster.Height), false), $"{width} × {height}");
        }
    }
}
