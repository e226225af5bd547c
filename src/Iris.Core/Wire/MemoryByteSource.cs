using System.Buffers;
using System.Buffers.Text;

namespace Iris.Core.Wire;

/// <summary>Bytes that lie decoded in memory.</summary>
/// <param name="memory">Stays valid as long as this is used.</param>
public sealed class MemoryByteSource(ReadOnlyMemory<byte> memory) : ByteSource
{
    private const int EncodeStep = 48 * 1024;

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
    public override void WriteBase64(IBufferWriter<byte> writer)
    {
        var rest = memory.Span;
        while (!rest.IsEmpty)
        {
            var step = rest[..Math.Min(EncodeStep, rest.Length)];
            Base64.EncodeToUtf8(step, writer.GetSpan(Base64.GetMaxEncodedToUtf8Length(step.Length)), out _, out var written);
            writer.Advance(written);
            rest = rest[step.Length..];
        }
    }
}
