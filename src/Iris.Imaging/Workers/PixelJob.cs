using System.Buffers.Binary;
using Iris.Core.Model;
using Iris.Imaging.Vips;

namespace Iris.Imaging.Workers;

/// <summary>The head of one request on a worker's standard input; <see cref="Length"/> bytes of image follow it.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Format">The image's format as the gateway decided it.</param>
/// <param name="Target">The format to write, for <see cref="PixelJobKind.Rewrite"/>.</param>
/// <param name="Quality">Best quality, 1 to 100, for <see cref="PixelJobKind.Rewrite"/>.</param>
/// <param name="Box">What the upright image is fitted into.</param>
/// <param name="MaxBytes">Most bytes of the written file, or 0 for no such limit.</param>
/// <param name="Length">Bytes of the encoded image.</param>
internal readonly record struct PixelJob(PixelJobKind Kind, ImageFormat Format, ImageFormat Target, byte Quality, PixelBox Box, long MaxBytes, long Length)
{
    /// <summary>Bytes on the pipe.</summary>
    public const int HeadLength = 32;

    private const uint Magic = 0x4a_58_50_49; // "IPXJ"

    /// <summary>A job that writes no file.</summary>
    public static PixelJob Reading(PixelJobKind kind, ImageFormat format, int maxEdge, long length)
        => new(kind, format, ImageFormat.Unknown, 0, PixelBox.Square(maxEdge), 0, length);

    /// <summary>A job that writes one.</summary>
    public static PixelJob Rewriting(ImageFormat format, RewriteTarget target, long length)
        => new(PixelJobKind.Rewrite, format, target.Format, (byte)Math.Clamp(target.Quality, 1, 100), new(target.Width, target.Height), target.MaxBytes ?? 0, length);

    /// <summary>Writes exactly <see cref="HeadLength"/> bytes.</summary>
    public void Write(Span<byte> head)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        head[4] = (byte)Kind;
        head[5] = (byte)Format;
        head[6] = (byte)Target;
        head[7] = Quality;
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], Box.Width);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], Box.Height);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], MaxBytes);
        BinaryPrimitives.WriteInt64LittleEndian(head[24..], Length);
    }

    /// <summary>Reads a head back; false when these bytes are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> head, out PixelJob job)
    {
        job = new PixelJob(
            (PixelJobKind)head[4],
            (ImageFormat)head[5],
            (ImageFormat)head[6],
            head[7],
            new(BinaryPrimitives.ReadInt32LittleEndian(head[8..]), BinaryPrimitives.ReadInt32LittleEndian(head[12..])),
            BinaryPrimitives.ReadInt64LittleEndian(head[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(head[24..]));
        return BinaryPrimitives.ReadUInt32LittleEndian(head) == Magic;
    }
}
