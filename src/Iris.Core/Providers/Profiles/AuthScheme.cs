namespace Iris.Core.Providers.Profiles;

/// <summary>How a provider wants its key.</summary>
public enum AuthScheme
{
    /// <summary><c>Authorization: Bearer …</c>.</summary>
    Bearer,

    /// <summary><c>api-key: …</c>.</summary>
    ApiKeyHeader,

    /// <summary>No key is ever sent.</summary>
    None,
}
