using System.Collections.Frozen;

namespace Iris.Core.Catalogue;

/// <summary>The one rule by which model names are compared.</summary>
/// <remarks>
/// Upper and lower case are alike, <c>.</c> and <c>-</c> are alike, and one of the known words after the last <c>:</c> is a
/// variant, no part of the name (<c>openai/gpt-4o:nitro</c>). Any other text after a colon belongs to the name:
/// <c>qwen2.5vl:7b</c>, <c>anthropic.claude-haiku-4-5-20251001-v1:0</c>.
/// </remarks>
public static class ModelName
{
    /// <summary>A longer name is no model's name; nothing is looked up for it.</summary>
    public const int MaxLength = 300;

    // openrouter.ai docs, model variants, 2026-08-22.
    private static readonly FrozenSet<string> Variants =
        new[] { "free", "nitro", "floor", "online", "exacto", "extended", "thinking" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The form that equal names share: trimmed, without variant, in lower case, with <c>-</c> for every <c>.</c>.</summary>
    public static string Normalize(string name) => Fold(SplitVariant(name).Name);

    /// <summary>True for the names that leave the choice to Iris.</summary>
    public static bool IsAuto(string name) => name is "auto" or "openrouter/auto" or "iris/auto";

    /// <summary>Takes a name and its variant apart.</summary>
    /// <returns>The name as written (trimmed), and the variant in lower case without its colon, or null.</returns>
    public static (string Name, string? Variant) SplitVariant(string name)
    {
        var trimmed = name.Trim();
        var colon = trimmed.LastIndexOf(':');
        if (colon <= 0 || !Variants.TryGetValue(trimmed[(colon + 1)..], out var variant))
        {
            return (trimmed, null);
        }

        return (trimmed[..colon], variant);
    }

    /// <summary>As <see cref="Normalize"/>, the variant kept: some providers list it as a part of the model's own name.</summary>
    internal static string Fold(string name) => name.Trim().ToLowerInvariant().Replace('.', '-');

    /// <summary>The part after the first slash, or all of it.</summary>
    internal static string Slug(string name) => name[(name.IndexOf('/') + 1)..];
}
