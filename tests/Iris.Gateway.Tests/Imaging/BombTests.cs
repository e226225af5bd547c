using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>The bombs of the threat notes, each made here, through facts, caps and one worker.</summary>
public sealed class BombTests
{
    private const long HalfAGigabyte = 512L * 1024 * 1024;

    private static readonly byte[] Jpeg = VipsPicture.Save(VipsPicture.Photo(320, 240), "jpegsave_target", ("Q", "80"));

    [Theory]
    [InlineData(22_000, 22_000, 1, 3, false)]
    [InlineData(30_000, 30_000, 1, 3, false)]
    [InlineData(30_000, 30_000, 8, 0, false)]
    [InlineData(30_000, 30_000, 8, 0, true)]
    [InlineData(10_000, 10_000, 16, 6, false)]
    [InlineData(10_000, 10_000, 16, 6, true)]
    [InlineData(6_000, 6_000, 8, 6, true)]
    [InlineData(1, 2_000_000, 8, 0, false)]
    [InlineData(2_000_000, 1, 8, 0, false)]
    public Task Png_OfTooManyPixels_IsRefused(int width, int height, byte depth, byte colour, bool isInterlaced)
    {
        // Nearly a gigabyte of zeros to pack, for an answer that its header gives.
        Assert.SkipWhen((long)width * height * depth > 500_000_000 && !LongRuns.AreWanted, LongRuns.Skipped);
        return RefusedAsync(Bombs.Png(width, height, depth, colour, isInterlaced), ErrorReason.ImageTooManyPixels);
    }

    [Theory]
    [InlineData(7_000, 7_000, 8, 6, false)]
    [InlineData(7_000, 7_000, 16, 6, false)]
    [InlineData(4_900, 4_900, 8, 6, true)]
    [InlineData(16_000, 3_000, 1, 0, false)]
    public async Task Png_JustBelowTheCaps_StaysWithinTimeAndMemory(int width, int height, byte depth, byte colour, bool isInterlaced)
    {
        var outcome = await SurvivedAsync(Bombs.Png(width, height, depth, colour, isInterlaced));

        outcome.Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("iCCP")]
    public async Task Png_ChunkThatInflatesToHalfAGigabyte_IsNeverInflated(string type)
    {
        var outcome = await SurvivedAsync(Bombs.PngChunk(type, HalfAGigabyte));

        (outcome.Error?.Reason ?? ErrorReason.ImageDecodeFailed).ShouldBe(ErrorReason.ImageDecodeFailed);
    }

    [Fact]
    public async Task Png_HundredThousandTexts_IsAcceptedOrRefused()
    {
        var outcome = await SurvivedAsync(Bombs.PngTexts(100_000));

        (outcome.Error?.Reason ?? ErrorReason.ImageDecodeFailed).ShouldBe(ErrorReason.ImageDecodeFailed);
    }

    [Fact]
    public Task Png_ChunkOfAGigabyteThatIsNotThere_IsRefused() => RefusedAsync(Bombs.PngHugeLength(), ErrorReason.ImageDecodeFailed);

    [Theory]
    [InlineData(16_383, 16_383, "webpsave_target", "lossless", "true")]
    [InlineData(65_500, 2_000, "jpegsave_target", "Q", "50")]
    [InlineData(16_000, 3_200, "jpegsave_target", "Q", "50")]
    [InlineData(6_000, 6_000, "jpegsave_target", "interlace", "true")]
    public Task BlackPicture_OfTooManyPixels_IsRefused(int width, int height, string saver, string name, string value)
    {
        Assert.SkipWhen(saver == "webpsave_target" && !LongRuns.AreWanted, LongRuns.Skipped);
        return RefusedAsync(Bombs.Black(width, height, saver, (name, value)), ErrorReason.ImageTooManyPixels);
    }

    [Fact]
    public async Task Jpeg_ProgressiveJustBelowTheCap_StaysWithinTimeAndMemory()
    {
        var outcome = await SurvivedAsync(Bombs.Black(5_000, 5_000, "jpegsave_target", ("interlace", "true")));

        outcome.Error.ShouldBeNull();
    }

    [Theory]
    [InlineData(20_000, 20_000, 1)]
    [InlineData(6_000, 6_000, 1)]
    public Task Gif_OfTooManyPixels_IsRefused(int width, int height, int frames) => RefusedAsync(Bombs.Gif(width, height, frames), ErrorReason.ImageTooManyPixels);

    [Fact]
    public Task Gif_FourThousandFrames_IsRefused() => RefusedAsync(Bombs.Gif(500, 500, 4_000), ErrorReason.ImageTooManyPixels);

    [Theory]
    [InlineData(4_900, 4_900, 30)]
    [InlineData(500, 500, 900)]
    public async Task Gif_ManyFramesBelowTheCaps_CostsTheFirstOnly(int width, int height, int frames)
    {
        var outcome = await SurvivedAsync(Bombs.Gif(width, height, frames));

        outcome.Error.ShouldBeNull();
    }

    [Fact]
    public async Task Gif_ScreenFarLargerThanItsFrame_IsAnswered()
    {
        var gif = Bombs.Gif(1, 1, 1);
        gif.AsSpan(6, 4).Fill(0xff);

        await SurvivedAsync(gif);
    }

    [Fact]
    public Task Jpeg_HeaderOf65535SquareAndTenBytesOfScan_IsRefused()
        => RefusedAsync(Bombs.JpegResized(Jpeg, 65_535, 65_535, 10), ErrorReason.ImageTooManyPixels);

    [Fact]
    public async Task Jpeg_HeaderFarLargerThanItsScan_IsAnswered() => await SurvivedAsync(Bombs.JpegResized(Jpeg, 7_000, 7_000, 10));

    [Fact]
    public async Task Jpeg_HeightBehindTheScan_IsAnswered() => await SurvivedAsync(Bombs.JpegWithDnl(Jpeg, 240));

    [Fact]
    public async Task Jpeg_TwoThousandSegments_IsAnswered() => await SurvivedAsync(Bombs.JpegSegments(Jpeg, 2_000));

    [Fact]
    public async Task Jpeg_HundredScansOfSixteenMegapixels_IsAnswered()
    {
        using var photo = VipsPicture.Plain(4_000, 4_000, "srgb", 10, 20, 30);

        await SurvivedAsync(Bombs.JpegScans(VipsPicture.Save(photo, "jpegsave_target", ("interlace", "true")), 100));
    }

    [Theory]
    [InlineData("PK\u0003\u0004<script>", false)]
    [InlineData("<svg onload=\"alert(1)\">", true)]
    [InlineData("<?php system('id'); ?>", true)]
    public async Task Polyglot_Rewritten_LosesItsOtherHalf(string payload, bool isInside)
    {
        var png = TestPng.Rgba(8, 8, (_, _) => (1, 2, 3, 255));
        var bytes = System.Text.Encoding.Latin1.GetBytes(payload);
        byte[] polyglot = isInside ? WithComment(Jpeg, bytes) : [.. png, .. bytes];

        var outcome = await SurvivedAsync(polyglot);

        outcome.Error.ShouldBeNull();
        outcome.Value.Bytes.Span.IndexOf(bytes).ShouldBe(-1);
    }

    [Fact]
    public void Facts_OfEveryBomb_TakeNoMemory()
    {
        byte[][] bombs = [Bombs.PngChunk("zTXt", HalfAGigabyte), Bombs.PngTexts(100_000), Bombs.Gif(500, 500, 900), Bombs.JpegSegments(Jpeg, 2_000), Bombs.Png(10_000, 10_000, 16, 6, true)];
        foreach (var bomb in bombs)
        {
            var source = new MemoryByteSource(bomb);
            ImageFactsReader.Read(source);
            var before = GC.GetAllocatedBytesForCurrentThread();
            ImageFactsReader.Read(source);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4_096);
        }
    }

    private static byte[] WithComment(byte[] jpeg, byte[] comment) => [.. jpeg[..2], 0xff, 0xfe, 0, (byte)(comment.Length + 2), .. comment, .. jpeg[2..]];

    private static async Task RefusedAsync(byte[] bytes, string reason)
    {
        var outcome = await SurvivedAsync(bytes);
        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(reason);
    }

    private static async Task<Outcome<RewrittenImage>> SurvivedAsync(byte[] bytes)
    {
        await using var watch = await HostileWatch.StartAsync();
        var outcome = await watch.SendAsync("bomb", bytes);
        watch.Broken.ShouldBeEmpty();
        return outcome;
    }
}
