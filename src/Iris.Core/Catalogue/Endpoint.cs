using Iris.Core.Model;

namespace Iris.Core.Catalogue;

/// <summary>One model at one provider: what a request can be sent to. Immutable.</summary>
public sealed record Endpoint
{
    /// <summary><c>provider:upstream-model</c>.</summary>
    public required EndpointId Id { get; init; }

    /// <summary>The model that it serves.</summary>
    public required CatalogueModel Model { get; init; }

    /// <summary>The configured provider's name, for instance <c>openai</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model's name in the provider's own words.</summary>
    public required string UpstreamModel { get; init; }

    /// <summary>What the endpoint charges, or null when unknown.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>What it takes.</summary>
    public required ImageLimits ImageLimits { get; init; }

    /// <summary>How it counts the tokens of an image, or null when nobody knows.</summary>
    public TokenFormula? TokenFormula { get; init; }

    /// <summary>True when image URLs are handed on to this endpoint unread (<c>images.remote: pass</c>, and it fetches).</summary>
    public bool PassesUrls { get; init; }

    /// <summary>The id that a model has at a provider.</summary>
    public static EndpointId IdOf(string provider, string upstreamModel) => new($"{provider}:{upstreamModel}");
}
