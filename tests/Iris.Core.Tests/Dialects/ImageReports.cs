using Iris.Core.Model;

namespace Iris.Core.Tests.Dialects;

/// <summary>Reports for tests, with the JSON that stands for them.</summary>
internal static class ImageReports
{
    public static ImageReport Shrunk { get; } = new(
        "messages[0].content[1].image_url.url",
        new ImageSide(ImageFormat.Heic, 3000, 4000, 3_100_000),
        new ImageSide(ImageFormat.Jpeg, 1176, 1568, 412_000),
        [FitStep.Rotate, FitStep.Shrink, FitStep.Reencode],
        new ImageTokenCount(16_000, false),
        new ImageTokenCount(2459, false));

    public static ImageReport Linked { get; } = new(
        "messages[0].images[0]", null, null, [FitStep.Link], new ImageTokenCount(1600, true), new ImageTokenCount(1600, true));

    public static ImageReport Planned { get; } = Shrunk with
    {
        To = new ImageSide(ImageFormat.WebP, 1176, 1568, null),
        TokensBefore = new ImageTokenCount(16_000, true),
    };

    public const string ShrunkJson = """
        {"part":"messages[0].content[1].image_url.url",
         "from":{"format":"heic","width":3000,"height":4000,"bytes":3100000},
         "to":{"format":"jpeg","width":1176,"height":1568,"bytes":412000},
         "steps":["rotate","shrink","reencode"],"tokens_before":16000,"tokens_after":2459}
        """;

    public const string LinkedJson = """
        {"part":"messages[0].images[0]","from":null,"to":null,"steps":["link"],"tokens_before":1600,"tokens_after":1600,"estimated":true}
        """;

    public const string PlannedJson = """
        {"part":"messages[0].content[1].image_url.url",
         "from":{"format":"heic","width":3000,"height":4000,"bytes":3100000},
         "to":{"format":"webp","width":1176,"height":1568,"bytes":null},
         "steps":["rotate","shrink","reencode"],"tokens_before":16000,"tokens_after":2459,"estimated":true}
        """;
}
