using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Iris.LoadBench.Bodies;

namespace Iris.LoadBench.Tests;

public sealed class ChatBodyTests
{
    [Theory]
    [InlineData("1KB")]
    [InlineData("1MB")]
    public void Body_OfASize_IsAJsonRequestWithAPictureThatUnpacksToItsPixels(string name)
    {
        var size = BodySize.Find(name).ShouldNotBeNull();

        var body = ChatBody.Create(size);

        body.Length.ShouldBeInRange(size.Bytes * 9 / 10, size.Bytes);
        using var json = JsonDocument.Parse(body);
        var part = json.RootElement.GetProperty("messages")[0].GetProperty("content")[1];
        var url = part.GetProperty("image_url").GetProperty("url").GetString().ShouldNotBeNull();
        url.ShouldStartWith("data:image/png;base64,");
        ShouldBeAWholePng(Convert.FromBase64String(url["data:image/png;base64,".Length..]));
    }

    [Fact]
    public void Crc_OfTheCheckString_IsTheKnownValue() => Crc32.Compute("1234"u8, "56789"u8).ShouldBe(0xCBF43926u);

    private static void ShouldBeAWholePng(byte[] file)
    {
        file[..8].ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        using var packed = new MemoryStream();
        var types = new List<string>();
        for (var position = 8; position < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(position));
            var type = file.AsSpan(position + 4, 4);
            var data = file.AsSpan(position + 8, length);
            BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(position + 8 + length)).ShouldBe(Crc32.Compute(type, data));
            types.Add(Encoding.ASCII.GetString(type));
            if (types[^1] == "IDAT")
            {
                packed.Write(data);
            }

            position += 12 + length;
        }

        types.Distinct().ShouldBe(["IHDR", "IDAT", "IEND"]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20)));
        packed.Position = 0;
        using var pixels = new MemoryStream();
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        zlib.CopyTo(pixels);
        pixels.Length.ShouldBe(height * (1 + (3 * width)));
    }
}
