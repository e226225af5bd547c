using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Iris.Imaging.Caching;

/// <summary>Blobs on disk, two levels of folders, the longest unused leave first. Safe for concurrent use.</summary>
/// <remarks>
/// Files are written behind the requests, by one writer; what it cannot keep up with is not kept. No fault of the disk reaches
/// a request: it is logged once, and the cache goes on as if nothing lay there.
/// </remarks>
internal sealed class DiskTier : IAsyncDisposable
{
    private const long MostWaitingBytes = 64L * 1024 * 1024;
    private const int MostWaiting = 4096;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder;
    private readonly long _mostBytes;
    private readonly ILogger _log;
    private readonly DiskIndex _index = new();
    private readonly Channel<(BlobKey Key, byte[] Bytes)> _waiting = Channel.CreateBounded<(BlobKey, byte[])>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private readonly TaskCompletionSource _scanned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _waitingBytes;
    private int _complained;
    private int _isDisposed;

    /// <param name="folder">Absolute; made when it is missing.</param>
    /// <param name="mostBytes">Of all files.</param>
    /// <param name="log">Where the first fault goes.</param>
    public DiskTier(string folder, long mostBytes, ILogger log)
    {
        _folder = folder;
        _mostBytes = mostBytes;
        _log = log;
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Bytes of all files that are known.</summary>
    public long Bytes => _index.Bytes;

    /// <summary>Completes when the files of earlier runs are known.</summary>
    public Task Scanned => _scanned.Task;

    /// <summary>Reads a blob.</summary>
    /// <returns>Null when it is not there, or not whole; then its file is deleted.</returns>
    public async ValueTask<byte[]?> ReadAsync(BlobKey key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        try
        {
            var bytes = await BlobFile.ReadAsync(path, key, _mostBytes, cancellationToken);
            if (bytes is null)
            {
                _index.Remove(key);
                BlobFile.TryDelete(path);
            }
            else
            {
                _index.Touch(key);
                DiskScan.MarkUsed(path);
            }

            return bytes;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            _index.Remove(key);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Complain(exception);
            return null;
        }
    }

    /// <summary>Hands a blob to the writer, unless it has too much to do already.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="bytes">Never changed any more.</param>
    /// <param name="replace">False when a file of that name can only hold the same.</param>
    public void Write(BlobKey key, byte[] bytes, bool replace)
    {
        if (bytes.Length + BlobFile.HeadLength > _mostBytes || (!replace && _index.Contains(key)))
        {
            return;
        }

        if (Interlocked.Add(ref _waitingBytes, bytes.Length) > MostWaitingBytes || !_waiting.Writer.TryWrite((key, bytes)))
        {
            Interlocked.Add(ref _waitingBytes, -bytes.Length);

            // An older file of that name would now be wrong.
            Remove(key);
        }
    }

    /// <summary>Forgets a blob.</summary>
    public void Remove(BlobKey key)
    {
        // Most of what is to be forgotten was never kept: no need to ask the disk.
        if (_index.Remove(key) || !_scanned.Task.IsCompleted)
        {
            BlobFile.TryDelete(PathOf(key));
        }
    }

    /// <summary>Writes what waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        _waiting.Writer.TryComplete();
        await _stop.CancelAsync();
        await _writing;
        _stop.Dispose();
    }

    private async Task WriteAllAsync()
    {
        try
        {
            DiskScan.Run(_folder, _index, _stop.Token);
            Shrink();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Complain(exception);
        }

        _scanned.SetResult();
        await foreach (var (key, bytes) in _waiting.Reader.ReadAllAsync())
        {
            WriteOne(key, bytes);
            Interlocked.Add(ref _waitingBytes, -bytes.Length);
        }
    }

    private void WriteOne(BlobKey key, byte[] bytes)
    {
        var path = PathOf(key);
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            BlobFile.Write(path, path + DiskScan.DraftEnding, key, bytes);
            _index.Set(key, bytes.Length + BlobFile.HeadLength);
            Shrink();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Remove(key);
            Complain(exception);
        }
    }

    // Parents that CreateDirectory makes on the way would be open to others.
    private static void CreateFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    private void Shrink()
    {
        while (_index.TryTakeOldest(_mostBytes, out var key))
        {
            BlobFile.TryDelete(PathOf(key));
        }
    }

    private string PathOf(BlobKey key)
    {
        var name = key.ToString();
        return Path.Combine(_folder, name[..2], name[2..4], name);
    }

    private void Complain(Exception exception)
    {
        if (Interlocked.Exchange(ref _complained, 1) == 0)
        {
            CacheLog.DiskFails(_log, _folder, exception.GetType().Name);
        }
    }
}
