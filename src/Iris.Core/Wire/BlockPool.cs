using System.Collections.Concurrent;

namespace Iris.Core.Wire;

/// <summary>Blocks of one size for request bodies, rented and given back.</summary>
/// <remarks>
/// One size, so that a body of any length fits without rounding up to a power of two: <c>ArrayPool</c> rounds 27 MB to 32 MB
/// and throws away what it has no slot for. Safe for concurrent use.
/// </remarks>
public sealed class BlockPool
{
    /// <summary>256 KiB: large enough that a 27 MB body is about a hundred sends, small enough that a 1 KB body wastes little.</summary>
    public const int BlockSize = 256 * 1024;

    private readonly ConcurrentStack<byte[]> _free = new();
    private readonly int _keep;
    private int _freeCount;

    /// <summary>Creates a pool.</summary>
    /// <param name="keepBytes">Bytes that stay rented from the system while unused; more than that goes to the garbage collector.</param>
    public BlockPool(long keepBytes) => _keep = (int)Math.Max(1, keepBytes / BlockSize);

    /// <summary>Rents a block of <see cref="BlockSize"/> bytes with undefined content.</summary>
    public byte[] Rent()
    {
        if (_free.TryPop(out var block))
        {
            Interlocked.Decrement(ref _freeCount);
            return block;
        }

        return GC.AllocateUninitializedArray<byte>(BlockSize, pinned: true);
    }

    /// <summary>Gives a block back. The caller must not touch it afterwards.</summary>
    public void Return(byte[] block)
    {
        if (Interlocked.Increment(ref _freeCount) <= _keep)
        {
            _free.Push(block);
        }
        else
        {
            Interlocked.Decrement(ref _freeCount);
        }
    }
}
