using Iris.Configuration.Yaml;
using Iris.Core.Model;

namespace Iris.Configuration.Sections;

/// <summary>Reads <c>keys</c>: what counts for the images of one key.</summary>
internal static class KeysSection
{
    /// <summary>The key of the data folder's file, whatever it is.</summary>
    public const string DefaultKey = "default";

    private const string IdPrefix = "key-";
    private const int IdDigits = 12;

    public static IReadOnlyDictionary<string, ImagePreferences> Read(MappingReader section)
    {
        var keys = new OrderedDictionary<string, ImagePreferences>(StringComparer.Ordinal);
        foreach (var name in section.Keys)
        {
            if (IsId(name))
            {
                keys[name] = PreferencesSection.Read(section.Mapping(name, "<key>").Mapping("images"));
            }
            else
            {
                // Not shown: who takes this for the place of a key writes a secret here.
                section.Context.Add(new ConfigurationMistake("keys.<key>", null, $"name a key by its id as the log and the ledger show it ({IdPrefix} and {IdDigits} hexadecimal digits), or write {DefaultKey}; never the key itself"));
            }
        }

        return keys;
    }

    private static bool IsId(string name) => name == DefaultKey
        || (name.Length == IdPrefix.Length + IdDigits
            && name.StartsWith(IdPrefix, StringComparison.Ordinal)
            && name.AsSpan(IdPrefix.Length).IndexOfAnyExcept("0123456789abcdef") < 0);
}
