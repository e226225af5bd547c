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

    /// <summary>What the environment says about a gateway over this folder.</summary>
    /// <param name="surroundings">Where the variables come from.</param>
    /// <param name="folderPath">The data folder.</param>
    /// <param name="keys">Valid from the start.</param>
    public static GatewayHostOptions OptionsFrom(Surroundings surroundings, string folderPath, params IReadOnlyList<string> keys) => new()
    {
        DataPath = folderPath,
        ApiKeys = keys,
        ConfigurationPath = surroundings.Variable(ConfigurationVariables.Config) is { } file ? Path.GetFullPath(file, surroundings.CurrentDirectory) : null,
        Environment = surroundings.Environment,
    };

    /// <summary>Starts the gateway and writes its address into the lock file.</summary>
    /// <param name="options">From <see cref="OptionsFrom"/>.</param>
    /// <param name="folder">Stays open as long as the gateway runs.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="CommandFailure">The configuration has mistakes, or the port is taken.</exception>
    public static async Task<GatewayHost> StartAsync(GatewayHostOptions options, OpenDataFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            var host = await GatewayHost.StartAsync(options, cancellationToken);
            folder.Announce(host.Address);
            return host;
        }
        catch (ConfigurationException e)
        {
            throw new CommandFailure(e.Message, null);
        }
        catch (FileNotFoundException e) when (e.FileName == options.ConfigurationPath)
        {
            throw new CommandFailure(e.Message, null);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandFailure(
                $"Port {options.Port?.ToString(CultureInfo.InvariantCulture) ?? "of the configuration"} is taken by another program.",
                $"Stop that program, or choose another port: {ConfigurationVariables.Port}=4848 ./run");
        }
    }
}
