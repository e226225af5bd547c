namespace Iris.Core.Catalogue;

/// <summary>What models of one family have in common, known by their names: for models that nobody listed.</summary>
public sealed record ModelFamily
{
    /// <summary>For people, for instance <c>qwen2.5-vl</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Names of its models without their authors, in the form in which they are compared (see <see cref="Matches"/>); <c>*</c> stands for any text.</summary>
    public required IReadOnlyList<string> Patterns { get; init; }

    /// <summary>What its models take, or null when they differ or nobody knows.</summary>
    public IReadOnlyList<string>? InputModalities { get; init; }

    /// <summary>Limits of its models besides those of the server, or null.</summary>
    public Model.ImageLimits? Limits { get; init; }

    /// <summary>How its models count image tokens where they run as their authors published them, or null.</summary>
    public TokenFormula? TokenFormula { get; init; }

    /// <summary>Whether a model's name fits one of the patterns. Case does not count; <c>.</c>, <c>_</c> and <c>-</c> are alike.</summary>
    /// <param name="name">As a server spells it, path or author included.</param>
    public bool Matches(string name) => MatchesKey(NamePattern.KeyOf(name));

    /// <summary>As <see cref="Matches"/>, for a name that <see cref="NamePattern.KeyOf"/> has prepared.</summary>
    internal bool MatchesKey(string key)
    {
        foreach (var pattern in Patterns)
        {
            if (NamePattern.Fits(pattern, key))
            {
                return true;
            }
        }

        return false;
    }
}
