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

    private readonly FrozenDictionary<string, CatalogueModel> _modelsByName;
    private readonly FrozenDictionary<string, IReadOnlyList<CatalogueEndpoint>> _endpointsByProfile;
    private readonly FrozenDictionary<string, ImageLimits> _limits;

    private ModelCatalogue(ModelsFile models, LimitsFile limits)
    {
        _limits = limits.Profiles.ToFrozenDictionary(row => row.Name, row => row.ToLimits(), StringComparer.OrdinalIgnoreCase);
        Models = [.. models.Models.Select(ToModel)];
        _modelsByName = ByName(Models);
        var byId = Models.ToDictionary(model => model.Id.Value, StringComparer.Ordinal);
        _endpointsByProfile = models.Endpoints
            .Select(row => ToEndpoint(row, byId[row.Model], _limits[row.Limits]))
            .GroupBy(endpoint => endpoint.Profile, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<CatalogueEndpoint>)[.. group], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All models, in the order of the file.</summary>
    public IReadOnlyList<CatalogueModel> Models { get; }

    /// <summary>Names of all limits profiles.</summary>
    public IReadOnlyCollection<string> LimitsProfiles => _limits.Keys;

    /// <summary>Reads the files that the assembly carries; takes some milliseconds, so do it once.</summary>
    /// <exception cref="InvalidDataException">The files contradict themselves: a bug of the build.</exception>
    public static ModelCatalogue LoadEmbedded()
    {
        using var models = CatalogueJson.Open("models.json");
        using var limits = CatalogueJson.Open("image-limits.json");
        return new ModelCatalogue(
            JsonSerializer.Deserialize(models, CatalogueJson.Default.ModelsFile) ?? throw new InvalidDataException("models.json is empty"),
            JsonSerializer.Deserialize(limits, CatalogueJson.Default.LimitsFile) ?? throw new InvalidDataException("image-limits.json is empty"));
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

    /// <summary>The limits of a profile.</summary>
    /// <exception cref="KeyNotFoundException">There is no such profile; see <see cref="LimitsProfiles"/>.</exception>
    public ImageLimits Limits(string profile) => _limits[profile];

    private static FrozenDictionary<string, CatalogueModel> ByName(IReadOnlyList<CatalogueModel> models)
    {
        var byName = new Dictionary<string, CatalogueModel>(StringComparer.Ordinal);
        foreach (var tier in Enum.GetValues<ModelNameTier>())
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

    private static CatalogueModel ToModel(ModelRow row) => new()
    {
        Id = new ModelId(row.Id),
        Name = row.Name,
        Aliases = row.Aliases,
        InputModalities = row.InputModalities,
        OutputModalities = row.OutputModalities,
        ContextLength = row.ContextLength,
        MaxOutputTokens = row.MaxOutput,
    };

    private static CatalogueEndpoint ToEndpoint(EndpointRow row, CatalogueModel model, ImageLimits limits) => new()
    {
        Profile = row.Profile,
        UpstreamModel = row.UpstreamModel,
        Model = row is { InputModalities: null, ContextLength: null, MaxOutput: null }
            ? model
            : model with
            {
                InputModalities = row.InputModalities ?? model.InputModalities,
                ContextLength = row.ContextLength ?? model.ContextLength,
                MaxOutputTokens = row.MaxOutput ?? model.MaxOutputTokens,
            },
        Price = row.Price?.ToPrice(),
        Limits = limits,
        TokenFormula = row.TokenFormula,
        Sources = row.Source,
    };
}
