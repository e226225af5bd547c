using Iris.Configuration;

namespace Iris.Hosting;

/// <summary>The configuration has mistakes; all of them are told together and the process stops.</summary>
internal sealed class ConfigurationException(string source, IReadOnlyList<ConfigurationMistake> mistakes)
    : Exception($"{source} has {mistakes.Count} mistake(s):{Environment.NewLine}{string.Join(Environment.NewLine, mistakes)}")
{
    /// <summary>Each with key path, value and remedy.</summary>
    public IReadOnlyList<ConfigurationMistake> Mistakes { get; } = mistakes;
}
