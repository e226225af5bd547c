using Iris.Configuration.Text;
using YamlDotNet.RepresentationModel;

namespace Iris.Configuration.Yaml;

/// <summary>What all readers of one file share: the environment and the mistakes so far.</summary>
internal sealed class ReadingContext(Func<string, string?> environment)
{
    private const int LongestValueShown = 120;

    private readonly List<ConfigurationMistake> _mistakes = [];

    public IReadOnlyList<ConfigurationMistake> Mistakes => _mistakes;

    /// <summary>Looks an environment variable up; one that is set to nothing counts as not set.</summary>
    public string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;

    public void Add(ConfigurationMistake mistake) => _mistakes.Add(mistake);

    /// <summary>Records a mistake at a node.</summary>
    public void Add(string path, YamlNode node, string remedy, bool secret = false) => _mistakes.Add(new ConfigurationMistake(
        path,
        node is not YamlScalarNode scalar ? null : secret ? SecretText.Mask : Shown(scalar.Value ?? ""),
        remedy,
        node.Start.Line));

    /// <summary>The text of a scalar with its variables put in.</summary>
    /// <returns>Null when it is no scalar, or a variable is missing; the mistake is recorded.</returns>
    public string? Text(string path, YamlNode node, bool secret)
    {
        if (node is not YamlScalarNode scalar)
        {
            Add(path, node, "write one value here, in quotes where it holds [ ] { } or a colon with a space");
            return null;
        }

        var text = EnvironmentText.Expand(scalar.IsNull() ? "" : scalar.Value ?? "", environment, out var missing);
        foreach (var name in missing)
        {
            Add(path, node, $"the environment variable {Shown(name)} is not set: set it, or write the value here", secret && !IsReference(scalar.Value));
        }

        return missing.Count == 0 ? text : null;
    }

    private static string Shown(string value) => value.Length <= LongestValueShown ? value : $"{value[..LongestValueShown]}…";

    // ${NAME} and nothing else holds no secret and tells where to look.
    private static bool IsReference(string? value) => value is ['$', '{', .., '}'] && value.LastIndexOf('$') == 0 && value.IndexOf('}') == value.Length - 1;
}
