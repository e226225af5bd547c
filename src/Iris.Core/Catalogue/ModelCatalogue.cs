using System.Collections.Frozen;
using System.Text.Json;
using Iris.Core.Catalogue.Embedded;
using Iris.Core.Model;

namespace Iris.Core.Catalogue;

/// <summary>What Iris knows of models, of the vendors that serve them and of the limits of both. Immutable; safe for concurrent use.</summary>
public sealed class ModelCatalogue
{
    /// <summary>The limits profile of models and servers that nobody described.</summary>
    public const string UnknownLimits = "unknown";

    private static readonly ModelNameTier[] Tiers = [ModelNameTier.Id, ModelNameTier.Alias, ModelNameTier.Short];

    private readonly FrozenDictionary<string, CatalogueModel> _modelsByName;
    private readonly FrozenDictionary<string, IReadOnlyList<CatalogueEndpoint>> _endpointsByProfile;
    private readonly FrozenDictionary<string, ImageLimits> _limits;

    private ModelCatalogue(FrozenDictionary<string, ImageLimits> limits, JsonElement root)
    {
        _limits = limits;
        Models = root.Rows("models", ModelReader.Read);
        _modelsByName = ByName(Models);
        var byId = Models.ToDictionary(model => model.Id.Value, StringComparer.Ordinal);
        _endpointsByProfile = root
            .Rows("endpoints", row => EndpointReader.Read(row, byId[row.Text("model")], _limits[row.Text("limits")]))
            .GroupBy(endpoint => endpoint.Profile, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<CatalogueEndpoint>)[.. group], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All models, in the order of the file.</summary>
    public IReadOnlyList<CatalogueModel> Models { get; }

    /// <summary>Names of all limits profiles.</summary>
    public IReadOnlyCollection<string> LimitsProfiles => _limits.Keys;

    /// <summary>Reads the files that the assembly carries; takes some milliseconds, so do it once.</summary>
    /// <exception cref="InvalidDataException">The files are missing or contradict themselves: a bug of the build.</exception>
    public static ModelCatalogue LoadEmbedded()
    {
        var limits = EmbeddedJson.Read(
            "Catalogue.image-limits.json",
            root => root.Rows("profiles", LimitsReader.Read).ToFrozenDictionary(row => row.Profile, StringComparer.OrdinalIgnoreCase));
        return EmbeddedJson.Read("Catalogue.models.json", root => new ModelCatalogue(limits, root));
    }

    /// <summary>Finds a model by any of its names, with or without the author and the variant (see <see cref="ModelName"/>).</summary>
    /// <returns>Null when nobody knows it, which is no reason to refuse it.</returns>
    public CatalogueModel? Find(string name)
    {
        if (name.Length > ModelName.MaxLength)
        {
            return null;
        }

        return _modelsByName.TryGetValue(ModelName.Fold(name), out var model) || _modelsByName.TryGetValue(ModelName.Normalize(name), out model)
            ? model
            : null;
    }

    /// <summary>What the vendor of a profile is known to serve, in the order of the file; empty for an unknown profile.</summary>
    public IReadOnlyList<CatalogueEndpoint> EndpointsOf(string providerProfile) =>
        _endpointsByProfile.TryGetValue(providerProfile, out var endpoints) ? endpoints : [];

    /// <summary>Everywhere that a model is known to be served, by the profile's name; empty when nobody is known to.</summary>
    public IReadOnlyList<CatalogueEndpoint> EndpointsServing(ModelId model) =>
        [.. _endpointsByProfile.Values.SelectMany(endpoints => endpoints).Where(endpoint => endpoint.Model.Id == model).OrderBy(endpoint => endpoint.Profile, StringComparer.Ordinal)];

    /// <summary>The limits of a profile.</summary>
    /// <exception cref="KeyNotFoundException">There is no such profile; see <see cref="LimitsProfiles"/>.</exception>
    public ImageLimits Limits(string profile) => _limits[profile];

    private static FrozenDictionary<string, CatalogueModel> ByName(IReadOnlyList<CatalogueModel> models)
    {
        var byName = new Dictionary<string, CatalogueModel>(StringComparer.Ordinal);
        foreach (var tier in Tiers)
        {
            foreach (var model in models)
            {
                foreach (var key in ModelNameKeys.Of(model, tier))
                {
                    byName.TryAdd(key, model);
                }
            }
        }

        return byName.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
