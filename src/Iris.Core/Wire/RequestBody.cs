using System.Buffers;

namespace Iris.Core.Wire;

/// <summary>A request body in pooled blocks, UTF-8 as it arrived.</summary>
/// <remarks>Written once, then read only. One owner, who disposes it when the last attempt is over; not safe for concurrent writes.</remarks>
public sealed class RequestBody : IDisposable
{
    private readonly BlockPool _pool;
    private readonly List<byte[]> _blocks = [];
    private byte[]? _small;

    /// <summary>Creates an empty body.</summary>
    /// <param name="pool">Where its blocks come from and go back to.</param>
    /// <param name="expectedLength">The announced Content-Length, or null; a body of at most 16 KiB takes a small array instead of a block.</param>
    public RequestBody(BlockPool pool, long? expectedLength)
    {
        _pool = pool;
        if (expectedLength is > 0 and <= SmallLimit)
        {
            _small = ArrayPool<byte>.Shared.Rent((int)expectedLength.Value);
        }
    }

    private const int SmallLimit = 16 * 1024;

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>A body over bytes that are already in memory, for tests and for requests that Iris makes itself.</summary>
    public static RequestBody Copy(BlockPool pool, ReadOnlySpan<byte> bytes)
    {
        var body = new RequestBody(pool, bytes.Length);
        body.Append(bytes);
        return body;
    }

    /// <summary>Adds bytes at the end.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = RoomAtEnd();
            var step = Math.Min(room.Length, bytes.Length);
            bytes[..step].CopyTo(room);
            Length += step;
            bytes = bytes[step..];
        }
    }

    /// <summary>The bytes of a range up to the end of the block that it starts in; never empty unless <paramref name="length"/> is 0.</summary>
    public ReadOnlyMemory<byte> Run(long start, long length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length, Length);
        if (_small is not null)
        {
            return _small.AsMemory((int)start, (int)length);
        }

        if (length == 0)
        {
            return default;
        }

        var (block, offset) = Math.DivRem(start, BlockPool.BlockSize);
        return _blocks[(int)block].AsMemory((int)offset, (int)Math.Min(length, BlockPool.BlockSize - offset));
    }

    /// <summary>Copies a range.</summary>
    /// <returns>Bytes copied: the smaller of both lengths.</returns>
    public int CopyTo(long start, long length, Span<byte> destination)
    {
        var copied = 0;
        length = Math.Min(length, destination.Length);
        while (copied < length)
        {
            var run = Run(start + copied, length - copied).Span;
            run.CopyTo(destination[copied..]);
            copied += run.Length;
        }

        return copied;
    }

    /// <summary>A copy of a range; for small ranges only.</summary>
    public byte[] ToArray(long start, long length)
    {
        var copy = GC.AllocateUninitializedArray<byte>(checked((int)length));
        CopyTo(start, length, copy);
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_small is not null)
        {
            var small = _small;
            _small = null;
            ArrayPool<byte>.Shared.Return(small);
        }

        foreach (var block in _blocks)
        {
            _pool.Return(block);
        }

        _blocks.Clear();
        Length = 0;
    }

    private Span<byte> RoomAtEnd()
    {
        if (_small is not null)
        {
            if (Length < _small.Length)
            {
                return _small.AsSpan((int)Length);
            }

            SpillToBlocks();
        }

        var used = (int)(Length % BlockPool.BlockSize);
        if (_blocks.Count * (long)BlockPool.BlockSize == Length)
        {
            _blocks.Add(_pool.Rent());
        }

        return _blocks[^1].AsSpan(used);
    }

    private void SpillToBlocks()
    {
        var block = _pool.Rent();
        _small.AsSpan(0, (int)Length).CopyTo(block);
        _blocks.Add(block);
        ArrayPool<byte>.Shared.Return(_small!);
        _small = null;
    }
}
