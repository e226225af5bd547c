using System.Buffers.Binary;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.Gateway.Tests.Configuration;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Fitting;

/// <summary>Real pictures that decode, and what their bytes say of themselves.</summary>
internal static class Photos
{
    /// <summary>The sample photo of the repository: a JPEG of 1200×800.</summary>
    public static byte[] Harbour { get; } = RepositoryFile.ReadBytes("samples/harbour.jpg");

    /// <summary>The sample photo with an EXIF block: an orientation, a camera and a position.</summary>
    public static byte[] HarbourWith(int orientation) => [.. Harbour.AsSpan(0, 2), .. SampleImages.JpegExif(SampleImages.Exif(orientation, "Acme", "Acme One", gps: true)), .. Harbour.AsSpan(2)];

    /// <summary>A GIF of two frames of 2×2 that decodes.</summary>
    public static byte[] AnimatedGif()
    {
        byte[] frame = [0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 3, 0x84, 0x51, 0x05, 0];
        return [.. "GIF89a"u8, 2, 0, 2, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255, .. frame, .. frame, 0x3B];
    }

    /// <summary>A little-endian TIFF of one grey byte a pixel that decodes.</summary>
    public static byte[] Tiff(int width, int height)
    {
        var file = new byte[8 + 2 + (9 * 12) + 4 + (width * height)];
        "II*\0"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), 8);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(8), 9);
        (int Tag, int Value)[] entries = [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, file.Length - (width * height)), (277, 1), (278, height), (279, width * height)];
        for (var i = 0; i < entries.Length; i++)
        {
            var at = file.AsSpan(10 + (i * 12));
            BinaryPrimitives.WriteInt16LittleEndian(at, (short)entries[i].Tag);
            BinaryPrimitives.WriteInt16LittleEndian(at[2..], 4);
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], 1);
            BinaryPrimitives.WriteInt32LittleEndian(at[8..], entries[i].Value);
        }

        file.AsSpan(file.Length - (width * height)).Fill(0x80);
        return file;
    }

    /// <summary>What the headers of an image tell.</summary>
    public static ImageFacts FactsOf(byte[] image) => ImageFactsReader.Read(new MemoryByteSource(image)).Value;
}
