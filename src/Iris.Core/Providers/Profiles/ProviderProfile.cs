namespace Iris.Core.Providers.Profiles;

/// <summary>What sets a vendor apart from the plain OpenAI wire. Data, with source and date in <c>providers.json</c>; immutable.</summary>
public sealed record ProviderProfile
{
    /// <summary>For instance <c>openai</c>: the name in <c>iris.yaml</c> and in the catalogue.</summary>
    public required string Name { get; init; }

    /// <summary>For people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Where it is, with a slash at the end; null when only the operator can know.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Environment variables that hold the key, the first that is set counts.</summary>
    public IReadOnlyList<string> KeyVariables { get; init; } = [];

    /// <summary>Where keys from some of the variables belong instead of <see cref="BaseUrl"/>.</summary>
    public IReadOnlyDictionary<string, Uri> KeyBaseUrls { get; init; } = new Dictionary<string, Uri>();

    /// <summary>The environment variable by which the vendor's own SDK lets the base address be changed, or null.</summary>
    public string? BaseUrlVariable { get; init; }

    /// <summary>How the key is sent.</summary>
    public AuthScheme Auth { get; init; }

    /// <summary>Below the base address.</summary>
    public string ChatPath { get; init; } = "chat/completions";

    /// <summary>The limits of models that the catalogue does not list for this vendor.</summary>
    public required string LimitsProfile { get; init; }

    /// <summary>True when it downloads http(s) image URLs by itself.</summary>
    public bool FetchesUrls { get; init; }

    /// <summary>True when it understands a router's own fields (<c>provider</c>, <c>models</c>, <c>route</c>, …).</summary>
    public bool KeepsRouterFields { get; init; }

    /// <summary>False when <c>stream_options</c> is refused.</summary>
    public bool TakesStreamOptions { get; init; } = true;

    /// <summary><c>max_tokens</c> or <c>max_completion_tokens</c>.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>The port on which it usually listens on this machine; null for services on the network.</summary>
    public int? LocalPort { get; init; }

    /// <summary>Where such a server usually listens on this machine; null for services on the network.</summary>
    public Uri? LocalBaseUrl => LocalPort is { } port ? new Uri($"http://127.0.0.1:{port}/v1/") : null;

    /// <summary>What to ask a local server for, below its root; null where nothing is asked.</summary>
    public string? DiscoveryPath { get; init; }
}
