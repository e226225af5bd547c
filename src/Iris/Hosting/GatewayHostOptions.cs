using System.Net;
using Iris.Imaging.Workers;

namespace Iris.Hosting;

/// <summary>What a gateway needs to know before it reads its configuration.</summary>
internal sealed record GatewayHostOptions
{
    /// <summary>The open data folder.</summary>
    public required string DataPath { get; init; }

    /// <summary>Keys that are valid from the start.</summary>
    public required IReadOnlyList<string> ApiKeys { get; init; }

    /// <summary>Where to listen, or null for what the configuration says, else loopback.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>0 for any free port; null for what the configuration says, else 4747.</summary>
    public int? Port { get; init; }

    /// <summary>The configuration file, or null for <c>iris.yaml</c> in the data folder where there is one.</summary>
    public string? ConfigurationPath { get; init; }

    /// <summary>Looks an environment variable up.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Where the log goes: by default one line a request on standard error.</summary>
    public Action<ILoggingBuilder> ConfigureLogging { get; init; } = GatewayLogging.ToStandardError;

    /// <summary>False leaves the start cold: no loopback requests and no pixel workers before they are needed.</summary>
    public bool WarmsUp { get; init; } = true;

    /// <summary>False looks for no servers on this machine.</summary>
    public bool LooksForLocalServers { get; init; } = true;

    /// <summary>The processes that decode pixels.</summary>
    public PixelWorkerOptions PixelWorkers { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
