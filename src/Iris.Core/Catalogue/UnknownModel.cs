using Iris.Core.Model;

namespace Iris.Core.Catalogue;

/// <summary>Models that a provider offers and nobody described.</summary>
public static class UnknownModel
{
    /// <summary>An endpoint for such a model. It is taken to see, so that its images are sent and never refused; its price is unknown.</summary>
    /// <param name="provider">The connection's name; also the author where the model's own name has none.</param>
    /// <param name="upstreamModel">As the provider spells it.</param>
    /// <param name="limits">Usually those of the provider's profile.</param>
    public static Endpoint At(string provider, string upstreamModel, ImageLimits limits) => new()
    {
        Id = Endpoint.IdOf(provider, upstreamModel),
        Model = new CatalogueModel
        {
            Id = new ModelId((upstreamModel.Contains('/') ? upstreamModel : $"{provider}/{upstreamModel}").ToLowerInvariant()),
            Name = upstreamModel,
            InputModalities = ["text", "image"],
            OutputModalities = ["text"],
        },
        Provider = provider,
        UpstreamModel = upstreamModel,
        ImageLimits = limits,
    };
}
