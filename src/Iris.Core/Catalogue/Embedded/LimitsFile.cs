namespace Iris.Core.Catalogue.Embedded;

/// <summary><c>image-limits.json</c>.</summary>
internal sealed record LimitsFile
{
    public required IReadOnlyList<LimitsRow> Profiles { get; init; }
}
