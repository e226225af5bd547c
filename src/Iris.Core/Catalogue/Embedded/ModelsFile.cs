namespace Iris.Core.Catalogue.Embedded;

/// <summary><c>models.json</c>.</summary>
internal sealed record ModelsFile
{
    public required IReadOnlyList<ModelRow> Models { get; init; }

    public required IReadOnlyList<EndpointRow> Endpoints { get; init; }
}
