using Iris.Core.Images.Tokens;
using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>What holds for every image of one request at one endpoint: a demand, and what follows from the number of images.</summary>
internal readonly struct FitRules
{
    /// <param name="demand">What the images have to fit.</param>
    /// <param name="images">Images of the whole request, history and tool results included.</param>
    public FitRules(FitDemand demand, int images)
    {
        var limits = demand.Limits;
        Demand = demand;
        Images = images;
        ManyImagesEdge = limits.ManyImages is { } many && images > many.MoreThan ? many.MaxEdge : int.MaxValue;
        MaxEdge = Math.Min(limits.MaxEdge ?? int.MaxValue, ManyImagesEdge);
        MaxBytes = limits.MaxImageBytes is { } most ? Measured.BytesWithin(limits.Measure, most) : null;
        BoxesByTokens = demand.MaxTokensPerImage is null ? null : [];
        Search = demand.MaxTokensPerImage is null ? null : new EdgeSearch();
    }

    public FitDemand Demand { get; }

    public int Images { get; }

    public ImageLimits Limits => Demand.Limits;

    public bool IsStrict => Demand.Policy == ImagePolicy.Strict;

    /// <summary>The narrower edge of requests with many images, or <see cref="int.MaxValue"/> when it does not hold.</summary>
    public int ManyImagesEdge { get; }

    /// <summary>The longest side that is allowed here.</summary>
    public int MaxEdge { get; }

    /// <summary>Largest file of one image, whatever the provider measures; or null.</summary>
    public long? MaxBytes { get; }

    /// <summary>Boxes that were found by tokens in this request, since the search takes up to milliseconds and screenshots of one size come in numbers. A format whose decoder is exact may have a larger one. Null without a cap on tokens.</summary>
    public Dictionary<(ImageSize Upright, ImageDetail Detail, bool IsExact), ImageSize>? BoxesByTokens { get; }

    /// <summary>Finds sizes by tokens for all images of this request, within one bound of work. Null without a cap on tokens.</summary>
    public EdgeSearch? Search { get; }

    /// <summary>Why images of a format cannot be rewritten here, or null.</summary>
    public GatewayError? CannotDecode(ImageFormat format) => Demand.CannotDecode?.Invoke(format);

    public ImageDetail DetailOf(LocatedImage image) => Demand.Detail ?? image.Block.Detail;

    /// <summary>Tokens of an image at a size.</summary>
    public long TokensOf(ImageSize size, ImageDetail detail) => ImageTokens.Count(Demand.TokenFormula, size.Width, size.Height, detail).Tokens;

    /// <summary>No image costs less, however small.</summary>
    public long LeastTokens(ImageDetail detail) => ImageTokens.Least(Demand.TokenFormula, detail);

    /// <summary>True when the image costs no more than the caller allows.</summary>
    public bool AllowsTokens(ImageSize size, ImageDetail detail) => Demand.MaxTokensPerImage is not { } most || TokensOf(size, detail) <= most;
}
