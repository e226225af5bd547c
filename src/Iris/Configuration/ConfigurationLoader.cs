using Iris.Configuration.Sections;
using Iris.Configuration.Text;
using Iris.Configuration.Yaml;
using Iris.Core.Catalogue;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Iris.Configuration;

/// <summary>Reads <c>iris.yaml</c> and the environment into <see cref="IrisOptions"/>, or into every mistake at once.</summary>
internal static class ConfigurationLoader
{
    /// <summary>Reads the configuration.</summary>
    /// <param name="yamlText">The file's text; null or empty for none.</param>
    /// <param name="sourceName">The file's name, for mistakes of its form.</param>
    /// <param name="environment">Looks an environment variable up.</param>
    /// <param name="catalogue">Knows the limits profiles that <c>images.limits</c> may name.</param>
    public static ConfigurationResult Load(string? yamlText, string sourceName, Func<string, string?> environment, ModelCatalogue catalogue)
    {
        var context = new ReadingContext(environment);
        var root = new MappingReader(ParseRoot(yamlText, sourceName, context), "", "", context);
        var options = new IrisOptions
        {
            Listen = ReadListen(root),
            DefaultModel = root.Value<string?>("default_model", null, IsModelName, "write the name of a model"),
            Providers = ProvidersSection.Read(root.Mapping("providers")),
            Models = ModelsSection.Read(root.Mapping("models")),
            Images = ImagesSection.Read(root.Mapping("images"), catalogue.LimitsProfiles),
            KeyImages = KeysSection.Read(root.Mapping("keys")),
            Limits = LimitsSection.Read(root.Mapping("limits"), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes),
            Storage = StorageSection.Read(root.Mapping("storage")),
        };
        return new ConfigurationResult
        {
            Options = context.Mistakes.Count == 0 ? options : null,
            Mistakes = [.. context.Mistakes.OrderBy(mistake => mistake.Line ?? long.MaxValue)],
        };
    }

    private static YamlMappingNode? ParseRoot(string? yamlText, string sourceName, ReadingContext context)
    {
        if (string.IsNullOrWhiteSpace(yamlText))
        {
            return null;
        }

        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yamlText));
        }
        catch (YamlException exception)
        {
            // YamlDotNet puts the key of a duplicate, never a value, into its message.
            context.Add(new ConfigurationMistake(sourceName, null, $"this is no valid YAML: {exception.Message}", exception.Start.Line));
            return null;
        }

        if (stream.Documents.Count == 0)
        {
            return null;
        }

        if (stream.Documents.Count > 1)
        {
            context.Add(new ConfigurationMistake(sourceName, null, "write one document: drop what follows the second ---"));
        }

        return AsMapping(stream.Documents[0].RootNode, sourceName, context);
    }

    private static YamlMappingNode? AsMapping(YamlNode root, string sourceName, ReadingContext context)
    {
        if (root is not YamlMappingNode and not YamlScalarNode { Value: null or "" })
        {
            context.Add(new ConfigurationMistake(sourceName, null, $"write keys at the top: {string.Join(", ", ConfigurationKeys.Below(""))}", root.Start.Line));
        }

        return root as YamlMappingNode;
    }

    private static ListenOptions ReadListen(MappingReader root)
    {
        var listen = root.Value<ListenOptions>("listen", ListenOptions.Default, ListenText.TryParse, ListenText.Form);
        if (root.Context.Variable(ConfigurationVariables.Port) is not { } text)
        {
            return listen;
        }

        if (ListenText.TryParsePort(text.Trim(), out var port))
        {
            return listen with { Port = port };
        }

        root.Context.Add(new ConfigurationMistake(ConfigurationVariables.Port, text, "write a port from 0 to 65535"));
        return listen;
    }

    private static bool IsModelName(string text, out string? name)
    {
        name = text;
        return text.Length is > 0 and <= ModelName.MaxLength && !text.Any(char.IsControl);
    }
}
