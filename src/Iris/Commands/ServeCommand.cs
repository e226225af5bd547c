using System.CommandLine;
using Iris.DataFolder;

namespace Iris.Commands;

/// <summary><c>iris serve</c>: the gateway in the foreground until it is asked to end.</summary>
internal static class ServeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var welcome = new Option<FileInfo?>("--welcome")
        {
            Description = "Print the API key and a line to paste that asks about this image. Keys in a log are a leak: not for services.",
            HelpName = "image",
        };
        var command = new Command("serve", "Start Iris and keep it running until Ctrl-C.") { welcome };
        command.SetAction((parsed, cancellationToken) => RunAsync(surroundings, parsed.GetValue(welcome), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, FileInfo? welcomeImage, CancellationToken cancellationToken)
    {
        var port = GatewayStart.PortFrom(surroundings);
        var chosenKey = OperatorKey.Read(surroundings.Environment);
        using var folder = GatewayStart.OpenFolder(surroundings);
        var options = GatewayStart.OptionsFrom(surroundings, folder.Path, OperatorKey.Beside(folder.DefaultKey, chosenKey)) with { Port = port };
        await using var host = await GatewayStart.StartAsync(options, folder, cancellationToken);
        using var hangup = new Hangup(() => _ = host.ReloadAsync());

        var output = surroundings.Output;
        output.WriteLine($"Iris is ready at {Written(host.Address)}");
        foreach (var line in host.StartupLines)
        {
            output.WriteLine($"  {TerminalText.Clean(line)}");
        }

        if (welcomeImage is null)
        {
            output.WriteLine($"  API key: in {DefaultKeyFile.PathIn(folder.Path)}");
        }
        else
        {
            output.WriteLine($"  API key: {folder.DefaultKey}");
            output.WriteLine();
            output.WriteLine("Paste this into another terminal:");
            output.WriteLine();
            output.WriteLine(SampleLine.Write(host.Address, folder.DefaultKey, welcomeImage.FullName));
            output.WriteLine();
            output.WriteLine("Ctrl-C stops Iris.");
        }

        // A request to end that comes just now is the end of the wait below, not a failure of this line.
        await output.FlushAsync(CancellationToken.None);
        await host.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }

    private static string Written(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
