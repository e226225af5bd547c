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
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Returns a client for the chosen Iris, or for one that answered a moment ago.</summary>
    /// <exception cref="CommandFailure">None can be had; the message says why.</exception>
    public async Task<GatewayClient> FindAsync(CancellationToken cancellationToken)
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

    private async Task<GatewayClient> HostAsync(string folderPath, CancellationToken cancellationToken)
    {
        var chosenKey = OperatorKey.Read(surroundings.Environment);
        var folder = OpenDataFolder.TryOpen(folderPath);
        if (folder is null)
        {
            return await UseHolderAsync(folderPath, cancellationToken);
        }

        try
        {
            var keys = OperatorKey.Beside(folder.DefaultKey, chosenKey);
            var options = GatewayStart.OptionsFrom(surroundings, folderPath, keys) with { Address = IPAddress.Loopback, Port = 0, ConfigureLogging = GatewayLogging.Quiet };
            var host = await GatewayStart.StartAsync(options, folder, cancellationToken);
            return new GatewayClient(host.Address, folder.DefaultKey, new Hosted(host, folder));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Another process has the folder open and did not answer a moment ago: it may be about to.</summary>
    private async Task<GatewayClient> UseHolderAsync(string folderPath, CancellationToken cancellationToken)
    {
        var holder = LockFile.ReadHolder(folderPath);
        surroundings.Remark($"The data folder {folderPath} is open in {holder?.Describe() ?? "another process"}; waiting for it.");
        for (var attempt = 0; attempt < 40; attempt++)
        {
            holder = LockFile.ReadHolder(folderPath);
            if (holder?.Address is { } address && await AnswersAsync(address, cancellationToken))
            {
                return new GatewayClient(address, KeyFor(address));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
        }

        throw new CommandFailure(
            $"The data folder {folderPath} is open in {holder?.Describe() ?? "another process"}, which does not answer.",
            $"End that process, or set {ConfigurationVariables.Data} to another folder.");
    }

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
            await host.DisposeAsync();
            folder.Dispose();
        }
    }
}
