using System.Buffers.Binary;
using Iris.Core.Model;

namespace Iris.Imaging.Workers;

/// <summary>The head of one request on a worker's standard input; <see cref="Length"/> bytes of image follow it.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Format">The image's format as the gateway decided it.</param>
/// <param name="Target">The format to write, for <see cref="PixelJobKind.Rewrite"/>.</param>
/// <param name="Quality">1 to 100, for <see cref="PixelJobKind.Rewrite"/>.</param>
/// <param name="MaxEdge">Longest side of the result, in pixels.</param>
/// <param name="Length">Bytes of the encoded image.</param>
internal readonly record struct PixelJob(PixelJobKind Kind, ImageFormat Format, ImageFormat Target, byte Quality, int MaxEdge, long Length)
{
    /// <summary>Bytes on the pipe.</summary>
    public const int HeadLength = 20;

    private const uint Magic = 0x4a_58_50_49; // "IPXJ"

    /// <summary>Writes exactly <see cref="HeadLength"/> bytes.</summary>
    public void Write(Span<byte> head)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        head[4] = (byte)Kind;
        head[5] = (byte)Format;
        head[6] = (byte)Target;
        head[7] = Quality;
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], MaxEdge);
        BinaryPrimitives.WriteInt64LittleEndian(head[12..], Length);
    }

    /// <summary>Reads a head back; false when these bytes are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> head, out PixelJob job)
    {
        job = new PixelJob(
            (PixelJobKind)head[4],
            (ImageFormat)head[5],
            (ImageFormat)head[6],
            head[7],
            BinaryPrimitives.ReadInt32LittleEndian(head[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(head[12..]));
        return BinaryPrimitives.ReadUInt32LittleEndian(head) == Magic;
    }
}
