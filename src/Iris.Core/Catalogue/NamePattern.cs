using System.IO.Enumeration;

namespace Iris.Core.Catalogue;

/// <summary>The one rule by which a model's name is held against the pattern of a family.</summary>
internal static class NamePattern
{
    /// <summary>What of a name counts: the part after the last slash, without a known variant, folded.</summary>
    public static string KeyOf(string name)
    {
        var (spelled, _) = ModelName.SplitVariant(name);
        return Fold(spelled[(spelled.LastIndexOf('/') + 1)..]);
    }

    /// <summary>The form in which names and patterns are compared.</summary>
    public static string Fold(string text) => ModelName.Fold(text).Replace('_', '-');

    /// <summary>Whether a folded pattern fits a key.</summary>
    public static bool Fits(string pattern, string key) => FileSystemName.MatchesSimpleExpression(pattern, key, ignoreCase: false);
}
