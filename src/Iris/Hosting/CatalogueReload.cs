using Iris.Configuration;
using Iris.Core.Catalogue;
using Iris.Discovery;

namespace Iris.Hosting;

/// <summary>Puts a new catalogue in the place of the one in use, all at once, or keeps the one in use.</summary>
/// <remarks>One reload at a time; safe for concurrent use. Disposing waits for the one that runs. The providers stay those of the start.</remarks>
internal sealed class CatalogueReload(GatewayHostOptions options, IrisOptions settings, DiscoveryResult found, LiveDirectory live, ILogger<CatalogueReload> log) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private DiscoveryResult _found = found;
    private bool _hasEnded;

    /// <summary>Reloads. Never throws: whatever goes wrong is in the log, and everything stays as it was.</summary>
    /// <returns>All mistakes of the operator's files.</returns>
    public async Task<IReadOnlyList<CatalogueMistake>> RunAsync()
    {
        try
        {
            await _turn.WaitAsync(_ending.Token);
            try
            {
                return await RunInTurnAsync();
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            return [];
        }
        catch (Exception e)
        {
            // The last edge: nobody waits for a reload that a signal asked for.
            log.ReloadFailed(e);
            return [];
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _hasEnded, true))
        {
            return;
        }

        await _ending.CancelAsync();
        await _turn.WaitAsync(CancellationToken.None);
        _turn.Dispose();
        _ending.Dispose();
    }

    private async Task<IReadOnlyList<CatalogueMistake>> RunInTurnAsync()
    {
        var result = ModelCatalogue.Load(CatalogueFolder.PathIn(options.DataPath));
        IReadOnlyList<CatalogueMistake> mistakes = result.Succeeded ? [.. Contradictions(result.Catalogue)] : result.Mistakes;
        if (!result.Succeeded || mistakes.Count > 0)
        {
            foreach (var mistake in mistakes)
            {
                log.ReloadMistake(mistake.ToString());
            }

            log.ReloadRefused(mistakes.Count);
            return mistakes;
        }

        var now = await GatewayHost.RelistAsync(options, settings, _found, result.Catalogue, _ending.Token);
        live.Swap(now.Directory);
        _found = now;
        log.Reloaded(now.Directory.Models.Count, result.Files.Count);
        return [];
    }

    private IEnumerable<CatalogueMistake> Contradictions(ModelCatalogue catalogue)
    {
        if (settings.Images.LimitsProfile is { } profile && !catalogue.LimitsProfiles.Contains(profile, StringComparer.OrdinalIgnoreCase))
        {
            yield return new CatalogueMistake("image-limits.json", "profiles", $"no longer has {profile}, which images.limits names", "put the profile back, or change the configuration and start Iris anew");
        }
    }
}
