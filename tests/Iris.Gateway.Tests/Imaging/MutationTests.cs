using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Gateway.Tests.Imaging;

public sealed class MutationTests
{
    private const int Cases = 60;

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    public async Task Rasterize_FileWithBytesChanged_IsAnsweredWithPixelsOrAFaultOfTheImage(ImageFormat format)
    {
        await using var pool = WorkerPools.Start();
        var picture = TestPng.Rgba(90, 70, (x, y) => ((byte)(x * 3), (byte)(y * 3), (byte)(x ^ y), 255));
        var whole = (await PixelTests.RewriteAsync(pool, picture, new RewriteTarget(format, int.MaxValue, int.MaxValue, 80, null))).Bytes.ToArray();
        var chance = new Random(20_261);

        for (var number = 0; number < Cases; number++)
        {
            var bytes = Mutate(whole, chance);
            var outcome = await pool.RasterizeAsync(new MemoryByteSource(bytes), Facts.As(bytes, format), 64, TestContext.Current.CancellationToken);
            if (outcome.Error is { } error)
            {
                error.Row.Status.ShouldBe(400, $"case {number}: {error.Reason}");
            }
        }

        await PixelTests.RasterizeAsync(pool, picture, 64);
    }

    private static byte[] Mutate(byte[] whole, Random chance)
    {
        var bytes = whole.ToArray();
        for (var flips = chance.Next(1, 8); flips > 0; flips--)
        {
            bytes[chance.Next(bytes.Length)] = (byte)chance.Next(256);
        }

        return chance.Next(4) == 0 ? bytes[..chance.Next(1, bytes.Length)] : bytes;
    }
}
