using Iris.Configuration;
using Iris.Core.Catalogue;

namespace Iris.Hosting;

/// <summary>Finds and reads the operator's <c>iris.yaml</c>.</summary>
internal static class ConfigurationFile
{
    /// <summary>The file's name in the data folder.</summary>
    public const string Name = "iris.yaml";

    /// <summary>Reads the file that is named, else <c>iris.yaml</c> in the data folder, else only the defaults.</summary>
    /// <exception cref="ConfigurationException">It has mistakes.</exception>
    /// <exception cref="FileNotFoundException">The named file is not there.</exception>
    public static async Task<IrisOptions> ReadAsync(GatewayHostOptions options, ModelCatalogue catalogue, CancellationToken cancellationToken)
    {
        var path = options.ConfigurationPath ?? Path.Combine(options.DataPath, Name);
        var exists = File.Exists(path);
        if (!exists && options.ConfigurationPath is not null)
        {
            throw new FileNotFoundException($"The configuration file {path} is not there. Create it, or unset {ConfigurationVariables.Config}.", path);
        }

        var text = exists ? await File.ReadAllTextAsync(path, cancellationToken) : null;
        var result = ConfigurationLoader.Load(text, path, options.Environment, catalogue);
        return result.Options ?? throw new ConfigurationException(path, result.Mistakes);
    }
}
