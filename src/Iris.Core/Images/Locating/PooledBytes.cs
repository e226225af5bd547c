using System.Buffers;

namespace Iris.Core.Images.Locating;

/// <summary>An array of the shared pool, given back once.</summary>
internal sealed class PooledBytes(int length) : IDisposable
{
    private byte[]? _bytes = ArrayPool<byte>.Shared.Rent(length);

    /// <summary>Exactly the length that was asked for.</summary>
    public Memory<byte> Memory => _bytes is null ? throw new ObjectDisposedException(nameof(PooledBytes)) : _bytes.AsMemory(0, length);

    /// <inheritdoc/>
    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = null;
        if (bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
