using System.Collections.Frozen;
using Iris.Core.Model;

namespace Iris.Core.Catalogue;

/// <summary>Gathers every name of every endpoint; the surest meaning of a name wins, then the endpoint that comes first.</summary>
internal sealed class EndpointNames(IReadOnlyList<Endpoint> endpoints)
{
    private readonly Dictionary<string, IReadOnlyList<Endpoint>> _byName = new(StringComparer.Ordinal);

    public FrozenDictionary<string, IReadOnlyList<Endpoint>> Build(IReadOnlyDictionary<string, IReadOnlyList<EndpointId>> aliases)
    {
        AddAliases(aliases);
        var byModel = endpoints.ToLookup(endpoint => endpoint.Model.Id);
        AddModelNames(byModel, ModelNameTier.Id);
        AddEach(endpoint => $"{endpoint.Provider}/{endpoint.UpstreamModel}");
        AddModelNames(byModel, ModelNameTier.Alias);
        AddShortNames(byModel);
        AddEach(endpoint => endpoint.UpstreamModel);
        return _byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private void AddAliases(IReadOnlyDictionary<string, IReadOnlyList<EndpointId>> aliases)
    {
        var byId = endpoints.ToDictionary(endpoint => endpoint.Id);
        foreach (var (alias, ids) in aliases)
        {
            var missing = ids.Where(id => !byId.ContainsKey(id)).ToList();
            if (missing.Count > 0)
            {
                throw new ArgumentException($"The alias '{alias}' names endpoints that are not there: {string.Join(", ", missing)}", nameof(aliases));
            }

            _byName.TryAdd(ModelName.Fold(alias), [.. ids.Select(id => byId[id])]);
        }
    }

    private void AddModelNames(ILookup<ModelId, Endpoint> byModel, ModelNameTier tier)
    {
        foreach (var sameModel in byModel)
        {
            IReadOnlyList<Endpoint> found = [.. sameModel];
            foreach (var key in found.SelectMany(endpoint => ModelNameKeys.Of(endpoint.Model, tier)))
            {
                _byName.TryAdd(key, found);
            }
        }
    }

    /// <summary>Servers that offer a model under one bare name serve it together, also where nobody knows that model.</summary>
    private void AddShortNames(ILookup<ModelId, Endpoint> byModel)
    {
        var byUpstreamName = endpoints.ToLookup(endpoint => ModelName.Fold(endpoint.UpstreamModel), StringComparer.Ordinal);
        foreach (var sameModel in byModel)
        {
            foreach (var key in sameModel.SelectMany(endpoint => ModelNameKeys.Of(endpoint.Model, ModelNameTier.Short)))
            {
                if (!_byName.ContainsKey(key))
                {
                    _byName.Add(key, [.. sameModel.Union(byUpstreamName[key])]);
                }
            }
        }
    }

    private void AddEach(Func<Endpoint, string> name)
    {
        foreach (var sameName in endpoints.GroupBy(endpoint => ModelName.Fold(name(endpoint)), StringComparer.Ordinal))
        {
            _byName.TryAdd(sameName.Key, [.. sameName]);
        }
    }
}
