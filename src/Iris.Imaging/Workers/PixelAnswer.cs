using System.Buffers.Binary;
using Iris.Core.Model;
using Iris.Imaging.Vips;

namespace Iris.Imaging.Workers;

/// <summary>The head of one answer on a worker's standard output; <see cref="Length"/> bytes follow it.</summary>
/// <param name="Failure">None, or why there is nothing.</param>
/// <param name="Format">Format of what follows, where it is a file.</param>
/// <param name="Quality">Quality of what follows, where it is a file.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Length">Bytes that follow.</param>
internal readonly record struct PixelAnswer(PixelFailure Failure, ImageFormat Format, byte Quality, int Width, int Height, long Length)
{
    /// <summary>Bytes on the pipe.</summary>
    public const int HeadLength = 24;

    private const uint Magic = 0x41_58_50_49; // "IPXA"

    /// <summary>Writes exactly <see cref="HeadLength"/> bytes.</summary>
    public void Write(Span<byte> head)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        head[4] = (byte)Failure;
        head[5] = (byte)Format;
        head[6] = Quality;
        head[7] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], Width);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], Height);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], Length);
    }

    /// <summary>Reads a head back; false when these bytes are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> head, out PixelAnswer answer)
    {
        answer = new PixelAnswer(
            (PixelFailure)head[4],
            (ImageFormat)head[5],
            head[6],
            BinaryPrimitives.ReadInt32LittleEndian(head[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(head[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(head[16..]));
        return BinaryPrimitives.ReadUInt32LittleEndian(head) == Magic;
    }
}
