using System.Globalization;
using Iris.Configuration;
using Iris.DataFolder;
using Iris.Hosting;

namespace Iris.Commands;

/// <summary>Starts a gateway in this process over an open data folder, from the environment.</summary>
internal static class GatewayStart
{
    /// <summary>The port of a gateway that nobody configured.</summary>
    public const int DefaultPort = 4747;

    /// <summary>The port that the environment asks for, or null when it leaves that to the configuration.</summary>
    /// <exception cref="CommandFailure">It is no port.</exception>
    public static int? PortFrom(Surroundings surroundings)
    {
        if (surroundings.Variable(ConfigurationVariables.Port) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new CommandFailure($"{ConfigurationVariables.Port} is '{text}', which is no port.", "Set it to a number from 1 to 65535, or 0 for any free port.");
    }

    /// <summary>Opens the data folder, or says who has it open.</summary>
    public static OpenDataFolder OpenFolder(Surroundings surroundings)
    {
        var path = DataFolderLocation.Resolve(surroundings.Environment, surroundings.CurrentDirectory);
        return OpenDataFolder.TryOpen(path) ?? throw new CommandFailure(
            $"The data folder {path} is open in {LockFile.ReadHolder(path)?.Describe() ?? "another process"}.",
            $"Use that Iris, stop it first, or set {ConfigurationVariables.Data} to another folder.");
    }

    /// <summary>Starts the gateway and writes its address into the lock file.</summary>
    /// <param name="surroundings">Where the configuration path comes from.</param>
    /// <param name="folder">Stays open as long as the gateway runs.</param>
    /// <param name="chosenKey">A key that is valid beside the default key, or null.</param>
    /// <param name="port">0 for any free port; null for the configured one.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<GatewayHost> StartAsync(Surroundings surroundings, OpenDataFolder folder, string? chosenKey, int? port, CancellationToken cancellationToken)
    {
        var options = new GatewayHostOptions
        {
            DataPath = folder.Path,
            ApiKeys = chosenKey is null ? [folder.DefaultKey] : [folder.DefaultKey, chosenKey],
            Port = port,
            ConfigurationPath = surroundings.Variable(ConfigurationVariables.Config) is null ? null : ConfigurationPath.Resolve(surroundings, folder.Path),
        };
        try
        {
            var host = await GatewayHost.StartAsync(options, cancellationToken);
            folder.Announce(host.Address);
            return host;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandFailure(
                $"Port {port?.ToString(CultureInfo.InvariantCulture) ?? "of the configuration"} is taken by another program.",
                $"Stop that program, or choose another port: {ConfigurationVariables.Port}=4848 ./run");
        }
    }
}
