using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Imaging.Caching;

/// <summary>Joins those who want the same URL with the same key at the same time to one download. Safe for concurrent use.</summary>
/// <remarks>
/// Who leaves does not disturb the others; when the last one leaves, the download ends. A failure is told to all who waited for it
/// and is forgotten: the next one starts anew.
/// </remarks>
internal sealed class FetchFlights
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(KeyId Tenant, string Url), Flight> _flights = [];

    /// <summary>Joins a download, or starts one.</summary>
    /// <param name="tenant">Whose key asks.</param>
    /// <param name="url">As the caller wrote it.</param>
    /// <param name="load">Downloads; its token is cancelled when nobody waits any more.</param>
    /// <param name="cancellationToken">This caller's patience.</param>
    public async ValueTask<Outcome<FetchedImage>> JoinAsync(KeyId tenant, string url, Func<CancellationToken, Task<Outcome<FetchedImage>>> load, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var flight = Board((tenant, url), load);
        try
        {
            var landed = await flight.Landed.Task.WaitAsync(cancellationToken);
            return landed.TryGet(out var shared, out var error) ? shared.Take() : error;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Leave((tenant, url), flight);
            throw;
        }
    }

    private Flight Board((KeyId, string) key, Func<CancellationToken, Task<Outcome<FetchedImage>>> load)
    {
        Flight? flight;
        lock (_lock)
        {
            if (_flights.TryGetValue(key, out flight))
            {
                flight.Waiting++;
                return flight;
            }

            _flights[key] = flight = new Flight { Waiting = 1 };
        }

        // Its own flow: the download belongs to all who join, not to the first one's request.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => FlyAsync(key, flight, load));
        }

        return flight;
    }

    private async Task FlyAsync((KeyId, string) key, Flight flight, Func<CancellationToken, Task<Outcome<FetchedImage>>> load)
    {
        try
        {
            Land(key, flight, await load(flight.Stop.Token));
        }
#pragma warning disable CA1031 // Whatever it is, those who wait must hear of it; the last one to leave may have caused it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (Close(key, flight) > 0)
            {
                flight.Landed.SetException(exception);
            }
        }
    }

    private void Land((KeyId, string) key, Flight flight, Outcome<FetchedImage> outcome)
    {
        if (!outcome.TryGet(out var image, out var error))
        {
            Close(key, flight);
            flight.Landed.SetResult(error);
            return;
        }

        SharedImage? shared;
        lock (_lock)
        {
            var waiting = Close(key, flight);
            flight.Shared = shared = waiting > 0 ? new SharedImage(image, waiting) : null;
        }

        if (shared is null)
        {
            image.Dispose();
            return;
        }

        flight.Landed.SetResult(shared);
    }

    /// <summary>Nobody boards any more; says how many wait.</summary>
    private int Close((KeyId, string) key, Flight flight)
    {
        lock (_lock)
        {
            flight.HasLanded = true;
            if (_flights.TryGetValue(key, out var listed) && listed == flight)
            {
                _flights.Remove(key);
            }

            return flight.Waiting;
        }
    }

    private void Leave((KeyId, string) key, Flight flight)
    {
        lock (_lock)
        {
            if (flight.HasLanded)
            {
                flight.Shared?.LetGo();
                return;
            }

            if (--flight.Waiting > 0)
            {
                return;
            }

            _flights.Remove(key);
        }

        flight.Stop.Cancel();
    }

    private sealed class Flight
    {
        public TaskCompletionSource<Outcome<SharedImage>> Landed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // Never disposed: it has no timer, and the last one to leave may still cancel it while it lands.
        public CancellationTokenSource Stop { get; } = new();

        public int Waiting { get; set; }

        public bool HasLanded { get; set; }

        public SharedImage? Shared { get; set; }
    }
}
