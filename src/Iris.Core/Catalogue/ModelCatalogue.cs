using System.Collections.Frozen;
using Iris.Core.Catalogue.Files;
using Iris.Core.Catalogue.Formulas;
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
    private readonly IReadOnlyList<CatalogueEndpoint> _endpoints;

    internal ModelCatalogue(CatalogueRows rows)
    {
        Models = rows.Models;
        Families = rows.Families;
        UnknownImages = rows.UnknownImages;
        _endpoints = rows.Endpoints;
        _limits = rows.Limits.ToFrozenDictionary(row => row.Profile, StringComparer.OrdinalIgnoreCase);
        _modelsByName = ByName(Models);
        _endpointsByProfile = rows.Endpoints
            .GroupBy(endpoint => endpoint.Profile, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<CatalogueEndpoint>)[.. group], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All models, in the order of the files.</summary>
    public IReadOnlyList<CatalogueModel> Models { get; }

    /// <summary>All families; the first that fits a name counts, the operator's before the others.</summary>
    public IReadOnlyList<ModelFamily> Families { get; }

    /// <summary>What an image counts at an endpoint for which nobody published a rule.</summary>
    public UnknownFormula UnknownImages { get; }

    /// <summary>Names of all limits profiles.</summary>
    public IReadOnlyCollection<string> LimitsProfiles => _limits.Keys;

    /// <summary>Reads the files that the assembly carries; takes some milliseconds, so do it once.</summary>
    /// <exception cref="InvalidDataException">The files are missing or contradict themselves: a bug of the build.</exception>
    public static ModelCatalogue LoadEmbedded() => Load(null).Catalogue!;

    /// <summary>Reads the files that the assembly carries, and over them those of the operator.</summary>
    /// <param name="overrideFolder">
    /// May hold <c>models.json</c> and <c>image-limits.json</c> in the form of the embedded ones, every part optional: their rows
    /// are added, or replace whole rows of the same key. Null, or a folder that is not there: nothing is overridden.
    /// </param>
    /// <returns>The catalogue, or all mistakes of the operator's files.</returns>
    /// <exception cref="InvalidDataException">The embedded files are missing or contradict themselves: a bug of the build.</exception>
    public static CatalogueResult Load(string? overrideFolder) => CatalogueLoader.Load(overrideFolder);

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

    /// <summary>The family of a model that nobody listed, by its name alone; null when none fits.</summary>
    /// <param name="name">As a server spells it.</param>
    public ModelFamily? FamilyOf(string name)
    {
        if (name.Length > ModelName.MaxLength)
        {
            return null;
        }

        var key = NamePattern.KeyOf(name);
        foreach (var family in Families)
        {
            if (family.MatchesKey(key))
            {
                return family;
            }
        }

        return null;
    }

    /// <summary>How a model's images are counted where an endpoint of it is listed, or null.</summary>
    public TokenFormula? FormulaOf(ModelId model) => _endpoints.FirstOrDefault(endpoint => endpoint.Model.Id == model && endpoint.TokenFormula is not null)?.TokenFormula;

    /// <summary>What the vendor of a profile is known to serve, in the order of the file; empty for an unknown profile.</summary>
    public IReadOnlyList<CatalogueEndpoint> EndpointsOf(string providerProfile) =>
        _endpointsByProfile.TryGetValue(providerProfile, out var endpoints) ? endpoints : [];

    /// <summary>Everywhere that a model is known to be served, in the order of the files; empty when nobody is known to.</summary>
    public IReadOnlyList<CatalogueEndpoint> EndpointsServing(ModelId model) =>
        [.. _endpoints.Where(endpoint => endpoint.Model.Id == model)];

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
