using Iris.Core.Images;
using Iris.Core.Wire;

namespace Iris.Gateway.Tests.Imaging;

public sealed class TextTests
{
    [Theory]
    [InlineData("small-text.png", "Invoice 4711 of Harbour Lights Ltd", "The total is 1,284.50 EUR and is due on 14 March.")]
    [InlineData("dark-text.png", "error: the folder could not be opened", "Build finished after 42 seconds")]
    public async Task ReadText_RenderedText_FindsItsLines(string file, string first, string second)
    {
        await using var pool = WorkerPools.Start();
        await pool.WarmUpAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(pool.CanReadText, "Tesseract or its English data is not installed.");

        var words = await ReadAsync(pool, Data(file));

        var lines = words.Where(word => word.Confidence >= 75).GroupBy(word => word.Line).Select(line => string.Join(' ', line.Select(word => word.Text))).ToArray();
        lines.ShouldContain(first);
        lines.ShouldContain(second);
        words.Select(word => word.Top).ShouldAllBe(top => top >= 0 && top <= 1);
        words[0].Top.ShouldBeLessThan(words[^1].Top);
    }

    [Fact]
    public async Task ReadText_EmptyPicture_FindsNothing()
    {
        await using var pool = WorkerPools.Start();

        var words = await ReadAsync(pool, TestPng.Rgba(300, 200, (_, _) => (255, 255, 255, 255)));

        words.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReadText_TwiceByTheSameWorker_FindsTheSame()
    {
        await using var pool = WorkerPools.Start(WorkerPools.Options with { Workers = 1 });

        var once = await ReadAsync(pool, Data("small-text.png"));
        await ReadAsync(pool, Data("dark-text.png"));
        var again = await ReadAsync(pool, Data("small-text.png"));

        again.ShouldBe(once);
    }

    private static async Task<IReadOnlyList<RecognizedWord>> ReadAsync(IPixelWorkers pool, byte[] bytes)
    {
        var outcome = await pool.ReadTextAsync(new MemoryByteSource(bytes), Facts.Of(bytes), TestContext.Current.CancellationToken);
        outcome.Error.ShouldBeNull();
        return outcome.Value;
    }

    private static byte[] Data(string file)
    {
        using var stream = typeof(TextTests).Assembly.GetManifestResourceStream($"Imaging.Data.{file}").ShouldNotBeNull();
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
