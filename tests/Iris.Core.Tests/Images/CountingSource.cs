using Iris.Core.Wire;

namespace Iris.Core.Tests.Images;

/// <summary>Counts what is read.</summary>
internal sealed class CountingSource(byte[] bytes, long? length = null) : ByteSource
{
    public long BytesRead { get; private set; }

    public int Reads { get; private set; }

    /// <inheritdoc/>
    public override long Length => length ?? bytes.Length;

    /// <inheritdoc/>
    public override int Read(long offset, Span<byte> destination)
    {
        var count = (int)Math.Clamp(Length - offset, 0, destination.Length);
        BytesRead += count;
        Reads++;
        var known = (int)Math.Clamp(bytes.Length - offset, 0, count);
        bytes.AsSpan((int)Math.Min(offset, bytes.Length), known).CopyTo(destination);
        destination[known..count].Clear();
        return count;
    }
}
