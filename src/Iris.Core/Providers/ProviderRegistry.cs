using System.Collections.Frozen;

namespace Iris.Core.Providers;

/// <summary>The configured providers by name. Immutable.</summary>
public sealed class ProviderRegistry(IEnumerable<IProvider> providers)
{
    private readonly FrozenDictionary<string, IProvider> _providers = providers.ToFrozenDictionary(provider => provider.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The provider of an endpoint.</summary>
    /// <exception cref="KeyNotFoundException">An endpoint without a provider: a bug of the composition.</exception>
    public IProvider Find(string name) => _providers[name];
}
