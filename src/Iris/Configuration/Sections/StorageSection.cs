using Iris.Configuration.Yaml;

namespace Iris.Configuration.Sections;

/// <summary>Reads <c>storage</c>.</summary>
internal static class StorageSection
{
    public static StorageOptions Read(MappingReader section)
    {
        var defaults = new StorageOptions();
        return new StorageOptions
        {
            Engine = ReadEngine(section, defaults.Engine),
            Path = section.Value<string>("path", defaults.Path, IsPath, "write the name of a file in the data folder, for instance iris.db"),
        };
    }

    private static StorageEngine ReadEngine(MappingReader section, StorageEngine fallback)
    {
        if (section.Text("engine") is { } engine && engine.Trim().StartsWith("postgres", StringComparison.OrdinalIgnoreCase))
        {
            section.Add("engine", "PostgreSQL is not there yet: it comes with a later version; write sqlite or none");
            return fallback;
        }

        return section.Word("engine", fallback, ("sqlite", StorageEngine.Sqlite), ("none", StorageEngine.None));
    }

    private static bool IsPath(string text, out string path)
    {
        path = text;
        return text.Length > 0
            && !text.Any(char.IsControl)
            && !Path.IsPathRooted(text)
            && !text.Split('/', '\\').Contains("..");
    }
}
