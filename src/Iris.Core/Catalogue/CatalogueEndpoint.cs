using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Catalogue;

/// <summary>A model as one vendor is known to serve it. Becomes an <see cref="Endpoint"/> when that vendor is connected.</summary>
public sealed record CatalogueEndpoint
{
    /// <summary>Name of the provider profile, for instance <c>openai</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>The model's name in the vendor's words.</summary>
    public required string UpstreamModel { get; init; }

    /// <summary>The model as this vendor serves it: modalities, context and answer length may be narrower than elsewhere.</summary>
    public required CatalogueModel Model { get; init; }

    /// <summary>The list price, or null when unknown.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>What it takes.</summary>
    public required ImageLimits Limits { get; init; }

    /// <summary>How it counts image tokens, or null for models without image input and where nobody knows.</summary>
    public TokenFormula? TokenFormula { get; init; }

    /// <summary>What an image counts where nobody knows.</summary>
    public UnknownFormula? UnknownImages { get; init; }

    /// <summary>True when the vendor's own list lacks it and the row follows the rules of its family.</summary>
    public bool IsInferred { get; init; }

    /// <summary>Where the numbers come from, each with its date.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The endpoint that a connected provider of this profile has.</summary>
    /// <param name="provider">The connection's name, which may differ from the profile's.</param>
    public Endpoint At(string provider) => new()
    {
        Id = Endpoint.IdOf(provider, UpstreamModel),
        Model = Model,
        Provider = provider,
        UpstreamModel = UpstreamModel,
        Price = Price,
        ImageLimits = Limits,
        TokenFormula = TokenFormula ?? UnknownImages,
    };
}
