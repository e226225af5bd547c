using System.Net;
using Iris.Configuration;
using Iris.DataFolder;
using Iris.Hosting;

namespace Iris.Commands;

/// <summary>Finds the Iris that a command talks to, or hosts one in this process.</summary>
/// <remarks>
/// In this order: <c>IRIS_URL</c>, and nothing else when it is set; the process that has the data folder open; the default
/// address; a gateway of our own on a free loopback port.
/// </remarks>
internal sealed class GatewayLocator(Surroundings surroundings)
{
    private const int AttemptsInSilence = 8;
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WaitStep = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>Finds a gateway and lets a command use it.</summary>
    /// <remarks>A gateway that another command hosts ends with that command, perhaps just now: then it is looked for once more.</remarks>
    /// <exception cref="CommandFailure">None can be had, or the command itself failed.</exception>
    public async Task<int> UseAsync(Func<GatewayClient, Task<int>> use, CancellationToken cancellationToken)
    {
        try
        {
            await using var gateway = await FindAsync(cancellationToken);
            return await use(gateway);
        }
        catch (CommandFailure failure) when (failure.IsUnreachable && surroundings.Variable(ConfigurationVariables.Url) is null)
        {
            await using var gateway = await FindAsync(cancellationToken);
            return await use(gateway);
        }
    }

    /// <summary>Returns a client for the chosen Iris, or for one that answered a moment ago.</summary>
    private async Task<GatewayClient> FindAsync(CancellationToken cancellationToken)
    {
        if (surroundings.Variable(ConfigurationVariables.Url) is { } url)
        {
            var chosen = Parse(url);
            return new GatewayClient(chosen, KeyFor(chosen));
        }

        var folderPath = FolderPath();
        if (LockFile.ReadHolder(folderPath) is { Address: { } holderAddress } && await AnswersAsync(holderAddress, cancellationToken))
        {
            return new GatewayClient(holderAddress, KeyFor(holderAddress));
        }

        var usual = UsualAddress();
        return await AnswersAsync(usual, cancellationToken)
            ? new GatewayClient(usual, KeyFor(usual))
            : await HostAsync(folderPath, cancellationToken);
    }

    /// <summary>Hosts a gateway here, unless another process has the folder open: it may be about to answer, or to end.</summary>
    private async Task<GatewayClient> HostAsync(string folderPath, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < LongestWait / WaitStep; attempt++)
        {
            if (OpenDataFolder.TryOpen(folderPath) is { } folder)
            {
                return await HostAsync(folder, cancellationToken);
            }

            if (LockFile.ReadHolder(folderPath)?.Address is { } address && await AnswersAsync(address, cancellationToken))
            {
                return new GatewayClient(address, KeyFor(address));
            }

            if (attempt == AttemptsInSilence)
            {
                surroundings.Remark($"The data folder {folderPath} is open in {Holder(folderPath)}; waiting for it.");
            }

            await Task.Delay(WaitStep, cancellationToken);
        }

        throw new CommandFailure(
            $"The data folder {folderPath} is open in {Holder(folderPath)}, which does not answer.",
            $"End that process, or set {ConfigurationVariables.Data} to another folder.");
    }

    private async Task<GatewayClient> HostAsync(OpenDataFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            var keys = OperatorKey.Beside(folder.DefaultKey, OperatorKey.Read(surroundings.Environment));
            var options = GatewayStart.OptionsFrom(surroundings, folder.Path, keys) with { Address = IPAddress.Loopback, Port = 0, ConfigureLogging = GatewayLogging.Quiet, WarmsUp = false };
            var host = await GatewayStart.StartAsync(options, folder, cancellationToken);
            return new GatewayClient(host.Address, folder.DefaultKey, new Hosted(host, folder));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static string Holder(string folderPath) => LockFile.ReadHolder(folderPath)?.Describe() ?? "another process";

    private string KeyFor(Uri address)
        => OperatorKey.Read(surroundings.Environment)
            ?? DefaultKeyFile.TryRead(FolderPath())
            ?? throw new CommandFailure(
                $"There is an Iris at {address.GetLeftPart(UriPartial.Authority)}, but no key for it in {FolderPath()}.",
                $"Set {ConfigurationVariables.ApiKey} to one of its keys, or {ConfigurationVariables.Data} to its data folder.");

    private string FolderPath() => DataFolderLocation.Resolve(surroundings.Environment, surroundings.CurrentDirectory);

    private Uri UsualAddress()
    {
        var port = GatewayStart.PortFrom(surroundings) is { } chosen and > 0 ? chosen : GatewayStart.DefaultPort;
        return new UriBuilder(Uri.UriSchemeHttp, IPAddress.Loopback.ToString(), port).Uri;
    }

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ProbeTimeout);
        using var invoker = GatewayClient.CreateInvoker(address);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "health/live"));
        try
        {
            using var response = await invoker.SendAsync(request, limit.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private static Uri Parse(string url)
        => Uri.TryCreate(url.EndsWith('/') ? url : url + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address!
            : throw new CommandFailure($"{ConfigurationVariables.Url} is '{url}', which is no http address.", $"Write it like http://127.0.0.1:{GatewayStart.DefaultPort}.");

    private sealed class Hosted(GatewayHost host, OpenDataFolder folder) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            // Another command may have found this gateway through the lock file: what it has asked may end.
            await host.WaitForShutdownAsync(new CancellationToken(canceled: true));
            await host.DisposeAsync();
            folder.Dispose();
        }
    }
}
