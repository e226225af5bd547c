using Iris.Configuration;
using Iris.Core.Providers.Profiles;

namespace Iris.Discovery;

/// <summary>Lists the providers that may be there, in the order of preference, each once.</summary>
internal sealed class ProviderPlanner(IReadOnlyDictionary<string, Uri> localServers)
{
    /// <summary>Lists them.</summary>
    /// <param name="options">What the operator configured.</param>
    /// <param name="environment">Looks an environment variable up.</param>
    /// <param name="troubles">Receives a line for every key that is there and cannot be used.</param>
    public IReadOnlyList<ProviderPlan> Plan(IrisOptions options, Func<string, string?> environment, ICollection<string> troubles)
    {
        var plans = options.Providers.Values.Select(provider => ProviderPlan.Configured(provider, environment)).ToList();
        var names = new HashSet<string>(options.Providers.Keys, StringComparer.OrdinalIgnoreCase);
        foreach (var profile in ProviderProfiles.All.Where(profile => !names.Contains(profile.Name)))
        {
            if (EnvironmentKey.Find(profile, environment, out var trouble) is { } key)
            {
                plans.Add(ProviderPlan.FromEnvironment(profile, key));
            }
            else if (trouble is not null)
            {
                troubles.Add($"{profile.Name}: {trouble}");
            }
        }

        var taken = plans.Select(plan => Authority(plan.Connection.BaseUrl)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        plans.AddRange(ProviderProfiles.All
            .Where(profile => localServers.ContainsKey(profile.Name) && !names.Contains(profile.Name) && !taken.Contains(Authority(localServers[profile.Name])))
            .Select(profile => ProviderPlan.Local(profile, localServers[profile.Name])));
        return plans;
    }

    private static string Authority(Uri url) => url.IsLoopback ? $"loopback:{url.Port}" : url.Authority;
}
