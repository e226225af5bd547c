using Iris.LocalVision.Colours;

namespace Iris.Gateway.Tests.LocalVision;

public sealed class ColourMeasureTests
{
    [Theory]
    [InlineData(0x000000u, "black")]
    [InlineData(0xffffffu, "white")]
    [InlineData(0x808080u, "grey")]
    [InlineData(0x404040u, "dark grey")]
    [InlineData(0xc4c4c4u, "light grey")]
    [InlineData(0xff0000u, "red")]
    [InlineData(0x800000u, "dark red")]
    [InlineData(0x00ff00u, "light green")]
    [InlineData(0x1f7a2eu, "green")]
    [InlineData(0x123a1au, "dark green")]
    [InlineData(0x0000ffu, "blue")]
    [InlineData(0x0a1a4au, "dark blue")]
    [InlineData(0x87ceebu, "sky blue")]
    [InlineData(0xffff00u, "yellow")]
    [InlineData(0xffa500u, "orange")]
    [InlineData(0x800080u, "purple")]
    [InlineData(0xffc0cbu, "pink")]
    [InlineData(0x8b4513u, "rust brown")]
    [InlineData(0x6b4423u, "brown")]
    [InlineData(0xd2b48cu, "beige")]
    [InlineData(0xf5f5dcu, "cream")]
    [InlineData(0x008080u, "teal")]
    [InlineData(0x40e0d0u, "turquoise")]
    [InlineData(0x808000u, "olive green")]
    [InlineData(0xc8b0e0u, "lavender")]
    [InlineData(0x708090u, "grey-blue")]
    [InlineData(0xffd700u, "yellow")]
    public void Measure_SolidColour_IsCalledByItsEverydayName(uint rgb, string name)
    {
        var report = ColourMeasure.Of(Painter.Solid(rgb));

        var colour = report.Main.ShouldHaveSingleItem();
        colour.Name.ShouldBe(name);
        colour.Percent.ShouldBe(100);
        report.RestPercent.ShouldBe(0);
    }

    [Fact]
    public void Measure_ThreeStripes_AreNamedAndPlacedTopMiddleBottom()
    {
        var report = ColourMeasure.Of(Painter.Stripes(300, 300, 0x87ceeb, 0xffffff, 0x123a1a));

        report.Main.Select(c => (c.Name, c.Place)).ShouldBe(
            [("sky blue", "at the top"), ("white", "in the middle"), ("dark green", "at the bottom")],
            ignoreOrder: true);
        report.Main.Select(c => c.Percent).ShouldBe([34, 33, 33], ignoreOrder: true);
    }

    [Fact]
    public void Measure_ManyColours_SharesAddUpToHundred()
    {
        var report = ColourMeasure.Of(Painter.Photo());

        (report.Main.Sum(c => c.Percent) + report.Accents.Sum(c => c.Percent) + report.RestPercent).ShouldBe(100);
        report.Main.Count.ShouldBeInRange(2, 6);
    }

    [Fact]
    public void Measure_Photo_FindsSkyGrassAndDiscWhereTheyLie()
    {
        var report = ColourMeasure.Of(Painter.Photo());

        report.Main.ShouldContain(c => c.Family == "blue" && c.Place!.Contains("top"));
        report.Main.ShouldContain(c => c.Family == "green" && c.Place!.Contains("bottom"));
        report.Main.Concat(report.Accents).ShouldContain(c => c.Family == "red" && c.Place!.Contains("middle"));
    }

    [Fact]
    public void Measure_SmallVividPatch_IsAnAccent()
    {
        var report = ColourMeasure.Of(new Painter(200, 200, 0x808080).Fill(90, 90, 114, 114, 0xe01010).Raster);

        report.Accents.ShouldHaveSingleItem().Name.ShouldBe("red");
        report.Main.ShouldHaveSingleItem().Percent.ShouldBe(99);
    }

    [Fact]
    public void Measure_SmallDullPatch_IsNoAccent() =>
        ColourMeasure.Of(new Painter(200, 200, 0x808080).Fill(90, 90, 114, 114, 0x6a7a8a).Raster).Accents.ShouldBeEmpty();

    [Fact]
    public void Measure_LargeShadesOfOneFamily_StayApart()
    {
        var report = ColourMeasure.Of(Painter.Stripes(200, 200, 0xacd4f0, 0x101c58));

        report.Main.Select(c => c.Name).ShouldBe(["light blue", "dark blue"], ignoreOrder: true);
    }

    [Fact]
    public void Measure_HiddenPixels_DoNotCount()
    {
        var half = new Painter(100, 100, 0xff0000).Fill(0, 0, 100, 50, 0x0000ff, alpha: 0).Raster;

        ColourMeasure.Of(half).Main.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => c.Name.ShouldBe("red"),
            c => c.Percent.ShouldBe(100));
    }

    [Fact]
    public void Measure_NothingVisible_HasNoColours() =>
        ColourMeasure.Of(new Painter(50, 50, 0).Fill(0, 0, 50, 50, 0xff0000, alpha: 0).Raster).Main.ShouldBeEmpty();

    [Fact]
    public void Measure_Greys_AreGreyscaleAndColoursAreNot()
    {
        ColourMeasure.Of(Painter.Checkerboard(100, 100, 10, 0x202020, 0xd0d0d0)).IsGreyscale.ShouldBeTrue();
        ColourMeasure.Of(Painter.Checkerboard(100, 100, 10, 0x202020, 0xd0c0a0)).IsGreyscale.ShouldBeFalse();
    }

    [Fact]
    public void Round_ShareParts_AddUpWithTheRest()
    {
        WholePercents.Round([1, 1, 1], 3).ShouldBe([34, 33, 33, 0]);
        WholePercents.Round([995, 4], 1000).ShouldBe([100, 0, 0]);
    }

    [Theory]
    [InlineData(new long[] { 9, 9, 9, 0, 0, 0, 0, 0, 0 }, "at the top")]
    [InlineData(new long[] { 0, 0, 0, 1, 1, 1, 5, 5, 5 }, "mostly at the bottom")]
    [InlineData(new long[] { 0, 0, 0, 5, 5, 5, 5, 5, 5 }, "in the middle and at the bottom")]
    [InlineData(new long[] { 5, 5, 5, 0, 0, 0, 5, 5, 5 }, "at the top and at the bottom")]
    [InlineData(new long[] { 5, 0, 0, 5, 0, 0, 5, 0, 0 }, "on the left")]
    [InlineData(new long[] { 1, 1, 6, 1, 1, 6, 1, 1, 6 }, "mostly on the right")]
    [InlineData(new long[] { 2, 2, 2, 2, 0, 2, 2, 2, 2 }, "around the edges")]
    [InlineData(new long[] { 1, 1, 1, 1, 8, 1, 2, 2, 2 }, "mostly in the centre")]
    [InlineData(new long[] { 3, 3, 3, 3, 3, 3, 3, 3, 3 }, null)]
    [InlineData(new long[] { 0, 0, 0, 0, 0, 0, 0, 0, 0 }, null)]
    public void Describe_Fields_TellsThePlace(long[] fields, string? place) => PlaceFinder.Describe(fields).ShouldBe(place);
}
