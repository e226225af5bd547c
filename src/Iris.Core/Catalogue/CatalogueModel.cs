using Iris.Core.Model;

namespace Iris.Core.Catalogue;

/// <summary>A model as the catalogue knows it, whoever serves it.</summary>
public sealed record CatalogueModel
{
    /// <summary>Canonical <c>author/slug</c>.</summary>
    public required ModelId Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that mean this model.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary><c>text</c>, <c>image</c>, <c>file</c>, <c>audio</c>, <c>video</c> (OpenRouter's words).</summary>
    public required IReadOnlyList<string> InputModalities { get; init; }

    /// <summary>Usually <c>text</c>.</summary>
    public required IReadOnlyList<string> OutputModalities { get; init; }

    /// <summary>Tokens of prompt and answer together, or null when unknown.</summary>
    public int? ContextLength { get; init; }

    /// <summary>Longest answer in tokens, or null when unknown.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>True when no list has the model and its row follows the rules of its family.</summary>
    public bool IsInferred { get; init; }

    /// <summary>True when images may be sent. A model that nobody knows is taken to see.</summary>
    public bool SeesImages => InputModalities.Contains("image", StringComparer.Ordinal);
}
