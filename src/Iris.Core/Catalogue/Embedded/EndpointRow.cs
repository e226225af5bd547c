namespace Iris.Core.Catalogue.Embedded;

/// <summary>An endpoint in <c>models.json</c>. Modalities and lengths stand here only where they differ from the model's.</summary>
internal sealed record EndpointRow
{
    public required string Profile { get; init; }

    public required string UpstreamModel { get; init; }

    public required string Model { get; init; }

    public IReadOnlyList<string>? InputModalities { get; init; }

    public int? ContextLength { get; init; }

    public int? MaxOutput { get; init; }

    public PriceRow? Price { get; init; }

    public required string Limits { get; init; }

    public TokenFormula? TokenFormula { get; init; }

    public required IReadOnlyList<string> Source { get; init; }
}
