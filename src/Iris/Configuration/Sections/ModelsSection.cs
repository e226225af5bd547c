using Iris.Configuration.Yaml;
using Iris.Core.Catalogue;

namespace Iris.Configuration.Sections;

/// <summary>Reads <c>models</c>: the operator's own names.</summary>
internal static class ModelsSection
{
    private const string Form = "write provider/upstream-model, or the name of a model";

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(MappingReader section)
    {
        var models = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var alias in section.Keys)
        {
            if (alias.Length > ModelName.MaxLength || alias.Any(char.IsControl))
            {
                section.Add(alias, $"a model name has at most {ModelName.MaxLength} letters and no control characters");
            }
            else if (!seen.Add(ModelName.Normalize(alias)))
            {
                section.Add(alias, "this name is there already; upper and lower case, and . and -, are alike");
            }
            else
            {
                AddEntries(section, alias, models);
            }
        }

        return models;
    }

    private static void AddEntries(MappingReader section, string alias, OrderedDictionary<string, IReadOnlyList<string>> models)
    {
        var mistakesBefore = section.Context.Mistakes.Count;
        if (section.List<string>(alias, IsEntry, Form) is { Count: > 0 } entries)
        {
            models.Add(alias, entries);
        }
        else if (section.Context.Mistakes.Count == mistakesBefore)
        {
            section.Add(alias, Form);
        }
    }

    private static bool IsEntry(string text, out string entry)
    {
        entry = text;
        return text.Length is > 0 and <= ModelName.MaxLength && !text.Any(char.IsControl);
    }
}
