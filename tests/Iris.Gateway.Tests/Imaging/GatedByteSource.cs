using Iris.Core.Wire;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>Gives the first bytes at once and the rest when it is opened, so that a job stands in the middle for as long as a test needs.</summary>
internal sealed class GatedByteSource(byte[] bytes) : ByteSource, IDisposable
{
    private const int FreeBytes = 64;

    private readonly MemoryByteSource _inner = new(bytes);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _open = new();

    /// <summary>Done when the reader waits at the gate.</summary>
    public Task Reached => _reached.Task;

    public override long Length => _inner.Length;

    public void Open() => _open.Set();

    public override int Read(long offset, Span<byte> destination)
    {
        if (offset < FreeBytes)
        {
            return _inner.Read(offset, destination[..(int)Math.Min(destination.Length, FreeBytes - offset)]);
        }

        _reached.TrySetResult();
        _open.Wait(TestContext.Current.CancellationToken);
        return _inner.Read(offset, destination);
    }

    public void Dispose() => _open.Dispose();
}
