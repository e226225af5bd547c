namespace Iris.Core.Wire;

/// <summary>Bytes that lie decoded in memory.</summary>
/// <param name="memory">Stays valid as long as this is used.</param>
public sealed class MemoryByteSource(ReadOnlyMemory<byte> memory) : ByteSource
{
    /// <inheritdoc/>
    public override long Length => memory.Length;

    /// <inheritdoc/>
    public override int Read(long offset, Span<byte> destination)
    {
        if (offset >= memory.Length)
        {
            return 0;
        }

        var count = (int)Math.Min(destination.Length, memory.Length - offset);
        memory.Span.Slice((int)offset, count).CopyTo(destination);
        return count;
    }

    /// <inheritdoc/>
    public override int ByteAt(long offset) => (ulong)offset < (ulong)memory.Length ? memory.Span[(int)offset] : -1;
}
