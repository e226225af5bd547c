using System.Buffers.Binary;
using System.Text;
using Iris.TestKit;

namespace Iris.Core.Tests.Images.Fuzz;

/// <summary>Writes a changed PNG's checksums anew, so that the change itself is met and not only the wrong checksum.</summary>
internal static class PngChecksums
{
    public static void Repair(byte[] bytes)
    {
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            if (length > bytes.Length - at - 12)
            {
                return;
            }

            var end = at + 8 + (int)length;
            SampleImages.PngChunk(Encoding.Latin1.GetString(bytes, at + 4, 4), bytes.AsSpan(at + 8, (int)length)).AsSpan(^4).CopyTo(bytes.AsSpan(end));
            at = end + 4;
        }
    }
}
