using System.Globalization;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Images;

/// <summary>The verdicts that headers can tell, over the corpus of real, odd, broken and hostile files.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void Read_CorpusFile_GivesTheExpectedVerdict()
    {
        var wrong = CorpusFile.ReadAll()
            .Select(file => (file.Name, Expected: ExpectedVerdict(file), Actual: Verdict(file.Bytes).Reason))
            .Where(row => row.Expected is not null && row.Expected != row.Actual)
            .Select(row => $"{row.Name}: expected {row.Expected}, got {row.Actual}");

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Read_CorpusFileThatIsAccepted_MeasuresWhatLibvipsMeasured()
    {
        var wrong = CorpusFile.ReadAll()
            .Where(file => file.Dimensions.Length > 0)
            .Select(file => (File: file, Verdict(file.Bytes).Facts))
            .Where(row => row.Facts is not null)
            .SelectMany(row => Differences(row.File, row.Facts!.Value).Select(difference => $"{row.File.Name}: {difference}"));

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Read_CorpusFileThatIsRefused_NamesNoInternals()
    {
        var messages = CorpusFile.ReadAll()
            .Select(file => ImageFactsReader.Read(new MemoryByteSource(file.Bytes)).Error?.Message)
            .OfType<string>()
            .Distinct()
            .ToList();

        messages.ShouldNotBeEmpty();
        messages.ShouldAllBe(message => !message.Contains("vips") && !message.Contains("0x") && !message.Contains("/usr"));
    }

    private static string? ExpectedVerdict(CorpusFile file) => file.Expected switch
    {
        "accept" or "convert" => "ok",
        "reject" => file.Code,
        _ => null,
    };

    private static (string Reason, ImageFacts? Facts) Verdict(byte[] bytes)
    {
        var outcome = ImageFactsReader.Read(new MemoryByteSource(bytes));
        return outcome.TryGet(out var facts, out var error)
            ? (HardCaps.Default.Check(facts)?.Reason ?? "ok", facts)
            : (error.Reason, null);
    }

    private static IEnumerable<string> Differences(CorpusFile file, ImageFacts facts)
    {
        var size = $"{facts.Width}x{facts.Height}";
        var turned = facts.Format is ImageFormat.Avif or ImageFormat.Heic;
        if (size != file.Dimensions && !(turned && $"{facts.UprightWidth}x{facts.UprightHeight}" == file.Dimensions))
        {
            yield return $"size {size}, expected {file.Dimensions}";
        }

        // libvips opens the first picture of an APNG only.
        if (facts.Format != ImageFormat.Png && facts.Frames != int.Parse(file.Pages, CultureInfo.InvariantCulture))
        {
            yield return $"{facts.Frames} frames, expected {file.Pages}";
        }

        // libvips reports no interlace for GIF, and turns HEIF images upright before it reports.
        if (facts.Format != ImageFormat.Gif && facts.IsProgressive != file.Meta.Contains("progressive"))
        {
            yield return $"progressive {facts.IsProgressive}";
        }

        var orientation = file.Meta.IndexOf("orient=", StringComparison.Ordinal) is var at and >= 0 ? file.Meta[at + 7] - '0' : 1;
        if (!turned && facts.Orientation != orientation)
        {
            yield return $"orientation {facts.Orientation}, expected {orientation}";
        }

        if (facts.HasGps != file.Meta.Contains("GPS") || (!facts.HasExif && file.Meta.Contains("exif")) || (!facts.HasMetadata && file.Meta.Contains("xmp")))
        {
            yield return $"metadata differs from {file.Meta}";
        }
    }
}
