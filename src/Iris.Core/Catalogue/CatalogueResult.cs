using System.Diagnostics.CodeAnalysis;

namespace Iris.Core.Catalogue;

/// <summary>The catalogue, or every mistake of the operator's files.</summary>
public sealed record CatalogueResult
{
    /// <summary>Null when there is any mistake.</summary>
    public ModelCatalogue? Catalogue { get; init; }

    /// <summary>Empty on success; else all, file by file from the top.</summary>
    public required IReadOnlyList<CatalogueMistake> Mistakes { get; init; }

    /// <summary>Names of the operator's files that were read.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>True when the catalogue can be used.</summary>
    [MemberNotNullWhen(true, nameof(Catalogue))]
    public bool Succeeded => Catalogue is not null;
}
