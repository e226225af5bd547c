using System.Buffers;

namespace Iris.Core.Wire;

/// <summary>The bytes of an image wherever they lie: in memory, or still as base64 inside the request body.</summary>
/// <remarks>Reads at any offset, so that a header is read without decoding megabytes. Not safe for use by two threads at once. The owner of the memory behind it disposes that, not this.</remarks>
public abstract class ByteSource
{
    /// <summary>Decoded length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    /// <returns>Bytes written: less than asked only at the end, 0 at or past it.</returns>
    public abstract int Read(long offset, Span<byte> destination);

    /// <summary>Length of the base64 text, padding included.</summary>
    public long Base64Length => (Length + 2) / 3 * 4;

    /// <summary>Writes the base64 text (standard alphabet, padded, no white space) to <paramref name="writer"/> without flushing.</summary>
    public abstract void WriteBase64(IBufferWriter<byte> writer);
}
