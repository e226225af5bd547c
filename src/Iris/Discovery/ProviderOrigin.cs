namespace Iris.Discovery;

/// <summary>Who wants a provider, in the order of preference.</summary>
internal enum ProviderOrigin
{
    /// <summary>The operator wrote it down.</summary>
    Configuration,

    /// <summary>Its key lies in the environment.</summary>
    Environment,

    /// <summary>It may listen on its usual loopback port.</summary>
    LocalServer,
}
