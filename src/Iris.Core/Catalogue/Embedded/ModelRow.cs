namespace Iris.Core.Catalogue.Embedded;

/// <summary>A model in <c>models.json</c>.</summary>
internal sealed record ModelRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public required IReadOnlyList<string> InputModalities { get; init; }

    public required IReadOnlyList<string> OutputModalities { get; init; }

    public int? ContextLength { get; init; }

    public int? MaxOutput { get; init; }
}
