using Iris.Configuration;
using Iris.Core.Providers.Profiles;

namespace Iris.Discovery;

/// <summary>A provider that may be there, before anybody was asked.</summary>
/// <param name="Connection">How to reach it.</param>
/// <param name="Origin">Who wants it.</param>
/// <param name="KeyVariable">The environment variable of its key, or null.</param>
/// <param name="Models">Exactly these upstream models, or null.</param>
internal sealed record ProviderPlan(ProviderConnection Connection, ProviderOrigin Origin, string? KeyVariable, IReadOnlyList<string>? Models)
{
    /// <summary>True when only the server itself can tell its models.</summary>
    public bool MustBeAsked => Models is null && Connection.Profile.BaseUrl is null;

    /// <summary>A provider of the configuration.</summary>
    public static ProviderPlan Configured(ProviderOptions options, Func<string, string?> environment)
    {
        var profile = options.Profile;
        var fromEnvironment = options is { BaseUrl: null, ApiKey: null } ? EnvironmentKey.Find(profile, environment, out _) : null;
        var connection = new ProviderConnection
        {
            Name = options.Name,
            Profile = profile,
            BaseUrl = options.BaseUrl ?? fromEnvironment?.BaseUrl ?? profile.BaseUrl ?? profile.LocalBaseUrl
                ?? throw new InvalidOperationException($"The provider {options.Name} has no address: the configuration was not checked"),
            ApiKey = options.ApiKey ?? fromEnvironment?.Key,
            Headers = options.Headers,
        };
        return new ProviderPlan(connection, ProviderOrigin.Configuration, fromEnvironment?.Variable, options.Models);
    }

    /// <summary>A provider whose key lies in the environment.</summary>
    public static ProviderPlan FromEnvironment(ProviderProfile profile, EnvironmentKey key)
    {
        var connection = new ProviderConnection { Name = profile.Name, Profile = profile, BaseUrl = key.BaseUrl!, ApiKey = key.Key };
        return new ProviderPlan(connection, ProviderOrigin.Environment, key.Variable, null);
    }

    /// <summary>A server that may run on this machine.</summary>
    public static ProviderPlan Local(ProviderProfile profile, Uri baseUrl) =>
        new(new ProviderConnection { Name = profile.Name, Profile = profile, BaseUrl = baseUrl }, ProviderOrigin.LocalServer, null, null);
}
