using Iris.Core.Images;
using Iris.Core.Images.Metadata;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Images.Fitting;

/// <summary>What the tests of fitting start from: one photo, one endpoint, and a plan for them.</summary>
internal static class FitCase
{
    public const string Url = "https://example.com/a.png?sig=1";

    public static readonly ImageLimits Limits = new()
    {
        Profile = "test",
        Formats = [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP, ImageFormat.Gif],
        MaxEdge = 4_096,
        MaxImageBytes = 20_000_000,
        MaxImages = 3,
    };

    public static readonly ImageLimits NoLimits = new() { Profile = "open", Formats = Limits.Formats, AllowsAnimation = true };

    public static readonly ImageFacts Photo = new() { Format = ImageFormat.Jpeg, Bytes = 100_000, Width = 800, Height = 600 };

    public static FitDemand Demand(ImageLimits? limits = null, ImagePolicy policy = ImagePolicy.Adapt)
        => new() { Limits = limits ?? Limits, Policy = policy };

    /// <summary>An image of these facts. Its bytes are none, so what cutting its metadata out gives is said here too.</summary>
    public static LocatedImage Located(ImageFacts? facts, int index = 0)
    {
        var bytes = new MemoryByteSource(new byte[1]);
        var located = Located(facts, bytes, index);
        return facts is { } known && MetadataStripper.CanStrip(known.Format)
            ? located with { WithoutMetadata = new StrippedImage(known.HasMetadata ? new MemoryByteSource(new byte[1]) : bytes, known with { HasMetadata = false }) }
            : located;
    }

    /// <summary>An image that is what its bytes say.</summary>
    public static LocatedImage Located(byte[] bytes)
    {
        var source = new MemoryByteSource(bytes);
        return Located(ImageFactsReader.Read(source).Value, source, index: 0);
    }

    private static LocatedImage Located(ImageFacts? facts, ByteSource bytes, int index) => new()
    {
        Block = new ImageBlock(index, 1) { Range = default, Source = default, SourcePath = "image_url.url", Index = index },
        Facts = facts,
        Bytes = facts is null ? null : bytes,
        Url = facts is null ? Url : null,
    };

    public static LocatedImage[] All(params ImageFacts[] facts) => [.. facts.Select((one, index) => Located(one, index))];

    public static LocatedImage[] Many(int count, ImageFacts facts) => All([.. Enumerable.Repeat(facts, count)]);

    public static FitPlan Plan(ImageFacts facts, ImageLimits? limits = null) => FitPlanner.Plan(Located(facts), Demand(limits)).Value;

    public static RewritePlan Rewrite(ImageFacts facts, ImageLimits? limits = null) => Plan(facts, limits).ShouldBeOfType<RewritePlan>();

    public static GatewayError Refusal(ImageFacts facts, FitDemand demand) => FitPlanner.Plan(Located(facts), demand).Error.ShouldNotBeNull();

    /// <summary>The size that a worker makes of it, as the report tells.</summary>
    public static (int Width, int Height) Result(ImageFacts facts, FitPlan plan)
    {
        var to = Core.Images.Fitting.ImageReports.Of(Located(facts), plan, Demand(), result: null).To!;
        return (to.Width, to.Height);
    }
}
