using Iris.Core.Catalogue;
using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Core.Pipeline;

/// <summary>How images are treated: what the configuration says, overridden by the key's preferences, overridden by the request's. Immutable.</summary>
/// <param name="Defaults">Of the configuration; what it leaves open is <see cref="ImagePolicy.Adapt"/>, no token limit and the caller's own detail.</param>
/// <param name="StripMetadata">True drops metadata of images that could otherwise stay untouched.</param>
/// <param name="Keys">Preferences of single keys.</param>
public sealed record ImageTreatment(ImagePreferences Defaults, bool StripMetadata, IReadOnlyDictionary<KeyId, ImagePreferences> Keys)
{
    /// <summary>Why images of a format cannot be decoded on this machine; null where nobody asked.</summary>
    public Func<ImageFormat, GatewayError?>? CannotDecode { get; init; }

    /// <summary>What a request of a key wants.</summary>
    public ImagePreferences Of(ChatRequest request, KeyId key)
        => Keys.TryGetValue(key, out var ofKey)
            ? request.ImagePreferences.Over(ofKey.Over(Defaults))
            : ReferenceEquals(request.ImagePreferences, ImagePreferences.None) ? Defaults : request.ImagePreferences.Over(Defaults);

    /// <summary>What the images of a request have to fit at an endpoint.</summary>
    public FitDemand DemandOf(Endpoint endpoint, ChatRequest request, KeyId key)
    {
        var wanted = Of(request, key);
        return new FitDemand
        {
            Limits = endpoint.ImageLimits,
            TokenFormula = endpoint.TokenFormula,
            PassesUrls = endpoint.PassesUrls,
            Policy = wanted.Policy ?? ImagePolicy.Adapt,
            MaxTokensPerImage = wanted.MaxTokensPerImage,
            Detail = wanted.Detail,
            StripMetadata = StripMetadata,
            OtherBytes = request.TextBytes,
            CannotDecode = CannotDecode,
        };
    }
}
