using System.Collections.Frozen;
using Iris.Core.Model;

namespace Iris.Core.Catalogue;

/// <summary>The endpoints that this process can send to, found by any name that a caller may use. Immutable; safe for concurrent use.</summary>
public sealed class EndpointDirectory
{
    private readonly FrozenDictionary<string, IReadOnlyList<Endpoint>> _byName;

    /// <summary>Builds the directory.</summary>
    /// <param name="endpoints">In order of preference; answers of <see cref="Find"/> keep it.</param>
    /// <param name="aliases">The operator's own names, each for endpoints in the order to be tried. They win over every other name.</param>
    /// <param name="defaultModel">What a request without <c>model</c> means.</param>
    /// <exception cref="ArgumentException">Two endpoints share an id, or an alias names an endpoint that is not there.</exception>
    public EndpointDirectory(IReadOnlyList<Endpoint> endpoints, IReadOnlyDictionary<string, IReadOnlyList<EndpointId>> aliases, string defaultModel)
    {
        All = [.. endpoints];
        DefaultModel = defaultModel;
        Models = [.. All.GroupBy(endpoint => endpoint.Model.Id).Select(Richest)];
        _byName = new EndpointNames(All).Build(aliases);
    }

    /// <summary>What was known when it was built, also of models that nobody here serves; null where that is of no interest.</summary>
    public ModelCatalogue? Catalogue { get; init; }

    /// <summary>Limits that the operator holds every endpoint to besides its own, or null.</summary>
    public ImageLimits? CommonLimits { get; init; }

    /// <summary>All endpoints.</summary>
    public IReadOnlyList<Endpoint> All { get; }

    /// <summary>Every model that some endpoint serves, once; as the endpoint serves it that takes images, where one does.</summary>
    public IReadOnlyList<CatalogueModel> Models { get; }

    /// <summary>Those of them that see images.</summary>
    public IEnumerable<CatalogueModel> VisionModels => Models.Where(model => model.SeesImages);

    /// <summary>What a request without <c>model</c> means.</summary>
    public string DefaultModel { get; }

    /// <summary>
    /// Finds endpoints by the first of these that fits: a configured alias, a canonical id, <c>provider/upstream-model</c>,
    /// another name of a model (see <see cref="ModelName"/>), a name without its author, an upstream model name. A variant in the name is looked at
    /// only when the whole name means nothing.
    /// </summary>
    /// <returns>In order of preference; empty when nobody serves it.</returns>
    public IReadOnlyList<Endpoint> Find(string modelName)
    {
        if (modelName.Length > ModelName.MaxLength)
        {
            return [];
        }

        return _byName.TryGetValue(ModelName.Fold(modelName), out var endpoints) || _byName.TryGetValue(ModelName.Normalize(modelName), out endpoints)
            ? endpoints
            : [];
    }

    /// <summary>An endpoint under <see cref="CommonLimits"/>.</summary>
    public Endpoint Narrow(Endpoint endpoint) => endpoint with { ImageLimits = endpoint.ImageLimits.Within(CommonLimits) };

    private static CatalogueModel Richest(IEnumerable<Endpoint> sameModel)
    {
        var models = sameModel.Select(endpoint => endpoint.Model).ToList();
        return models.Find(model => model.SeesImages) ?? models[0];
    }
}
