using System.Text;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Wire;

public sealed class Base64ByteSourceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(100)]
    public void Read_AnyLengthAndOffset_EqualsThePlainBytes(int length)
    {
        var bytes = Bytes(length, seed: length);
        foreach (var text in new[] { Convert.ToBase64String(bytes), Convert.ToBase64String(bytes).TrimEnd('=') })
        {
            using var body = RequestBody.Copy(new BlockPool(1), Encoding.ASCII.GetBytes("xyz" + text + "\""));
            var source = new Base64ByteSource(body, 3, text.Length);

            source.Length.ShouldBe(length);
            for (var offset = 0; offset <= length; offset++)
            {
                for (var count = 0; count <= length - offset + 2; count++)
                {
                    Read(source, offset, count).AsSpan().SequenceEqual(bytes.AsSpan(offset, Math.Min(count, length - offset))).ShouldBeTrue();
                }
            }
        }
    }

    [Fact]
    public void ByteAt_AnyOffset_EqualsThePlainBytes()
    {
        var bytes = Bytes(BlockPool.BlockSize + 500, seed: 3);
        var text = Convert.ToBase64String(bytes);
        foreach (var shift in new[] { 0, 1, 2, 3 })
        {
            using var body = RequestBody.Copy(new BlockPool(1), Encoding.ASCII.GetBytes(new string('"', shift) + text));
            var source = new Base64ByteSource(body, shift, text.Length);

            Enumerable.Range(0, bytes.Length).ShouldAllBe(offset => source.ByteAt(offset) == bytes[offset]);
            (source.ByteAt(-1), source.ByteAt(bytes.Length)).ShouldBe((-1, -1));
        }
    }

    [Fact]
    public void ByteAt_CharacterOutsideTheAlphabet_IsNoByte()
    {
        using var body = RequestBody.Copy(new BlockPool(1), "AAAA*AAA"u8);
        var source = new Base64ByteSource(body, 0, 8);

        (source.ByteAt(2), source.ByteAt(3), source.ByteAt(6)).ShouldBe((0, -1, -1));
    }

    [Fact]
    public void Read_RandomWindowsAcrossBlockBorders_EqualThePlainBytes()
    {
        var random = new Random(4747);
        var bytes = Bytes((BlockPool.BlockSize * 2) + 777, seed: 1);
        var text = Convert.ToBase64String(bytes);
        foreach (var shift in new[] { 0, 1, 2, 3, 5 })
        {
            using var body = RequestBody.Copy(new BlockPool(1), Encoding.ASCII.GetBytes(new string('"', shift) + text));
            var source = new Base64ByteSource(body, shift, text.Length);
            for (var round = 0; round < 300; round++)
            {
                var offset = round % 2 == 0 ? random.Next(bytes.Length) : Math.Min(bytes.Length, (BlockPool.BlockSize / 4 * 3 * random.Next(1, 3)) + random.Next(-9, 9));
                var count = random.Next(1, 5000);
                Read(source, offset, count).AsSpan().SequenceEqual(bytes.AsSpan(offset, Math.Min(count, bytes.Length - offset))).ShouldBeTrue();
            }

            Read(source, 0, bytes.Length).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task WriteBase64_RandomLengthsWithAndWithoutPadding_WritesTheCanonicalText()
    {
        var random = new Random(7);
        for (var round = 0; round < 60; round++)
        {
            var bytes = Bytes(random.Next(0, round < 50 ? 400 : BlockPool.BlockSize * 2), seed: round);
            var canonical = Convert.ToBase64String(bytes);
            var text = round % 2 == 0 ? canonical : canonical.TrimEnd('=');
            using var body = RequestBody.Copy(new BlockPool(1), Encoding.ASCII.GetBytes("{" + text));
            var source = new Base64ByteSource(body, 1, text.Length);
            var written = new MemoryStream();

            await source.WriteBase64Async(written, onProgress: null, TestContext.Current.CancellationToken);

            Encoding.ASCII.GetString(written.ToArray()).ShouldBe(canonical);
            source.Base64Length.ShouldBe(canonical.Length);
            source.IsCorrectlyPadded.ShouldBe(text == canonical);
        }
    }

    [Theory]
    [InlineData("QUJD", true, true)]
    [InlineData("QUI=", true, true)]
    [InlineData("QUI", true, false)]
    [InlineData("QQ==", true, true)]
    [InlineData("QQ=", true, false)]
    [InlineData("QQ", true, false)]
    [InlineData("QUJDQ", false, false)]
    [InlineData("QQ===", false, false)]
    [InlineData("", true, true)]
    public void Padding_IsJudged(string text, bool wellFormed, bool correctlyPadded)
    {
        using var body = RequestBody.Copy(new BlockPool(1), Encoding.ASCII.GetBytes(text + " "));
        var source = new Base64ByteSource(body, 0, text.Length);

        source.IsWellFormed.ShouldBe(wellFormed);
        source.IsCorrectlyPadded.ShouldBe(correctlyPadded);
    }

    [Fact]
    public void Read_TextThatIsNotBase64_EndsThereAndNeverThrows()
    {
        var random = new Random(99);
        for (var round = 0; round < 2_000; round++)
        {
            var text = new byte[random.Next(1, 60)];
            random.NextBytes(text);
            using var body = RequestBody.Copy(new BlockPool(1), text);
            var source = new Base64ByteSource(body, 0, text.Length);

            var destination = new byte[80];
            var offset = random.Next(0, 10);
            source.Read(offset, destination).ShouldBeInRange(0, (int)Math.Max(0, source.Length - offset));
        }
    }

    [Fact]
    public void Read_Window_AllocatesNothing()
    {
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(Bytes(900_000, 3)));
        using var body = RequestBody.Copy(new BlockPool(1), text);
        var source = new Base64ByteSource(body, 0, text.Length);
        var window = new byte[4096];
        // The runtime itself allocates on this thread when it compiles anew; the least of several passes is the code's own.
        Enumerable.Range(0, 10).Min(_ => AllocatedByReading(source, window)).ShouldBe(0);
    }

    private static long AllocatedByReading(Base64ByteSource source, byte[] window)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var offset = 0; offset < 800_000; offset += 3_001)
        {
            source.Read(offset, window);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Read(Base64ByteSource source, int offset, int count)
    {
        var destination = new byte[count];
        return destination[..source.Read(offset, destination)];
    }

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
