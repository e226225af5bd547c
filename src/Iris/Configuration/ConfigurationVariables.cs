namespace Iris.Configuration;

/// <summary>The environment variables that Iris itself reads; keys of providers come on top (see the profiles).</summary>
internal static class ConfigurationVariables
{
    /// <summary>Overrides the port of <c>listen</c>.</summary>
    public const string Port = "IRIS_PORT";

    /// <summary>The data folder.</summary>
    public const string Data = "IRIS_DATA";

    /// <summary>A key that is valid from the first start.</summary>
    public const string ApiKey = "IRIS_API_KEY";

    /// <summary>Path of <c>iris.yaml</c>.</summary>
    public const string Config = "IRIS_CONFIG";

    /// <summary>The gateway that subcommands call.</summary>
    public const string Url = "IRIS_URL";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Port, Data, ApiKey, Config, Url];
}
