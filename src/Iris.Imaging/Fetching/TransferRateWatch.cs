namespace Iris.Imaging.Fetching;

/// <summary>Ends a download whose origin drips: fewer than <see cref="LeastBytes"/> in a window of <see cref="Window"/>.</summary>
internal sealed class TransferRateWatch : IDisposable
{
    /// <summary>Bytes that each window must bring: 1 KiB/s.</summary>
    public const long LeastBytes = 5 * 1024;

    /// <summary>5 s.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _download;
    private readonly ITimer _timer;
    private long _received;

    /// <param name="time">Clock.</param>
    /// <param name="download">Cancelled when the origin is too slow; must outlive this.</param>
    public TransferRateWatch(TimeProvider time, CancellationTokenSource download)
    {
        _download = download;
        _timer = time.CreateTimer(static state => ((TransferRateWatch)state!).EndWindow(), this, Window, Window);
    }

    /// <summary>Counts bytes that arrived.</summary>
    public void Add(int bytes) => Interlocked.Add(ref _received, bytes);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void EndWindow()
    {
        if (Interlocked.Exchange(ref _received, 0) >= LeastBytes)
        {
            return;
        }

        try
        {
            _download.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The tick lost the race against the end of the download.
        }
    }
}
