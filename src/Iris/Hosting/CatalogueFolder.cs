using Iris.Configuration;
using Iris.Core.Catalogue;

namespace Iris.Hosting;

/// <summary>The operator's own models and limits, in the data folder.</summary>
internal static class CatalogueFolder
{
    /// <summary>The folder's name in the data folder.</summary>
    public const string Name = "catalogue";

    /// <summary>Where it is.</summary>
    public static string PathIn(string dataPath) => Path.Combine(dataPath, Name);

    /// <summary>Reads the catalogue with the operator's files over the embedded ones.</summary>
    /// <exception cref="ConfigurationException">They have mistakes.</exception>
    public static ModelCatalogue Read(GatewayHostOptions options)
    {
        var folder = PathIn(options.DataPath);
        var result = ModelCatalogue.Load(folder);
        return result.Catalogue ?? throw new ConfigurationException(
            folder,
            [.. result.Mistakes.Select(mistake => new ConfigurationMistake(mistake.Place, null, $"{mistake.Problem}: {mistake.Remedy}"))]);
    }
}
