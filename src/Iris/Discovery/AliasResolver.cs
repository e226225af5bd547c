using Iris.Core.Catalogue;
using Iris.Core.Model;
using Iris.Core.Providers.Profiles;
using Endpoint = Iris.Core.Catalogue.Endpoint;

namespace Iris.Discovery;

/// <summary>Turns the operator's own model names into endpoints.</summary>
/// <remarks>
/// An entry means, in this order: an endpoint that is there (<c>provider/upstream-model</c>), a model that some endpoint
/// serves (all of them), a model that a connected provider has though nobody listed it (an endpoint is made for it).
/// </remarks>
internal sealed class AliasResolver(IReadOnlyList<ProviderConnection> connections, EndpointFactory factory)
{
    private readonly Dictionary<string, IReadOnlyList<EndpointId>> _aliases = [];
    private readonly List<Endpoint> _endpoints = [];

    /// <summary>The names and their endpoints.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<EndpointId>> Aliases => _aliases;

    /// <summary>All endpoints, those that were made for an alias at the end.</summary>
    public IReadOnlyList<Endpoint> Endpoints => _endpoints;

    /// <summary>Resolves all names.</summary>
    /// <param name="models">As configured.</param>
    /// <param name="known">The endpoints so far.</param>
    /// <param name="lines">Receives a line for every entry that means nothing.</param>
    public void Resolve(IReadOnlyDictionary<string, IReadOnlyList<string>> models, IReadOnlyList<Endpoint> known, ICollection<string> lines)
    {
        _endpoints.AddRange(known);
        var directory = new EndpointDirectory(known, new Dictionary<string, IReadOnlyList<EndpointId>>(), "");
        foreach (var (alias, entries) in models)
        {
            var ids = new List<EndpointId>();
            foreach (var entry in entries)
            {
                var found = Find(entry, directory);
                ids.AddRange(found);
                if (found.Count == 0)
                {
                    lines.Add($"models.{alias}: `{entry}` is at none of the providers and is passed over");
                }
            }

            if (ids.Count > 0)
            {
                _aliases[alias] = [.. ids.Distinct()];
            }
        }
    }

    private IReadOnlyList<EndpointId> Find(string entry, EndpointDirectory directory)
    {
        var exact = _endpoints.Find(endpoint => ModelName.Normalize($"{endpoint.Provider}/{endpoint.UpstreamModel}") == ModelName.Normalize(entry));
        if (exact is not null)
        {
            return [exact.Id];
        }

        var served = directory.Find(entry);
        if (served.Count > 0)
        {
            return [.. served.Select(endpoint => endpoint.Id)];
        }

        return Make(entry) is { } made ? [made.Id] : [];
    }

    private Endpoint? Make(string entry)
    {
        var slash = entry.IndexOf('/');
        var connection = slash <= 0
            ? null
            : connections.FirstOrDefault(candidate => candidate.Name.Equals(entry[..slash], StringComparison.OrdinalIgnoreCase));
        if (connection is null || slash == entry.Length - 1)
        {
            return null;
        }

        var endpoint = factory.Named(connection, entry[(slash + 1)..]);
        _endpoints.Add(endpoint);
        return endpoint;
    }
}
