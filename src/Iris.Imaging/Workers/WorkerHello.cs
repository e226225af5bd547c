using System.Buffers.Binary;

namespace Iris.Imaging.Workers;

/// <summary>The first bytes that a worker writes: what it can do.</summary>
/// <param name="HasVips">False: libvips is not beside the program, and the worker leaves.</param>
/// <param name="CanReadText">Tesseract and its English data are there.</param>
/// <param name="CanDecodeHeic">libheif is there.</param>
internal readonly record struct WorkerHello(bool HasVips, bool CanReadText, bool CanDecodeHeic)
{
    /// <summary>Bytes on the pipe.</summary>
    public const int Length = 8;

    private const uint Magic = 0x48_58_50_49; // "IPXH"

    /// <summary>Writes exactly <see cref="Length"/> bytes.</summary>
    public void Write(Span<byte> hello)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(hello, Magic);
        hello[4] = HasVips ? (byte)1 : (byte)0;
        hello[5] = CanReadText ? (byte)1 : (byte)0;
        hello[6] = CanDecodeHeic ? (byte)1 : (byte)0;
        hello[7] = 0;
    }

    /// <summary>Reads it back; false when these bytes are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out WorkerHello hello)
    {
        hello = new WorkerHello(bytes[4] != 0, bytes[5] != 0, bytes[6] != 0);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Magic;
    }
}
