using System.Text;
using Iris.Core.Images;
using Iris.Core.Images.Metadata;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Images.Metadata;

/// <summary>Real files without their metadata.</summary>
public sealed class StrippedCorpusTests
{
    [Fact]
    public void Strip_T33_EveryAcceptedCorpusFile_LeavesNoMetadataAndNoSecondPicture()
    {
        var wrong = new List<string>();
        var seen = 0;
        foreach (var file in CorpusFile.ReadAll())
        {
            var source = new MemoryByteSource(file.Bytes);
            if (ImageFactsReader.Read(source).TryGet(out var facts, out _) && MetadataStripper.CanStrip(facts.Format) && MetadataStripper.Strip(source, facts) is { } stripped)
            {
                seen++;
                wrong.AddRange(Faults(facts, stripped).Select(fault => $"{file.Name}: {fault}"));
            }
        }

        wrong.ShouldBeEmpty();
        seen.ShouldBeGreaterThan(150);
    }

    [Fact]
    public void Strip_GoodCorpusFile_IsAlwaysPossible()
    {
        var left = CorpusFile.ReadAll()
            .Where(file => file.Kind == "good" && ImageFactsReader.Read(new MemoryByteSource(file.Bytes)).TryGet(out var facts, out _)
                && MetadataStripper.CanStrip(facts.Format) && MetadataStripper.Strip(new MemoryByteSource(file.Bytes), facts) is null)
            .Select(file => file.Name);

        left.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("libavif/tests__data__paris_exif_xmp_icc.jpg")]
    [InlineData("libavif/tests__data__seine_sdr_gainmap_srgb.jpg")]
    public void Strip_T33_PhotoWithPosition_LosesItWithoutAnOrientationBlock(string name)
    {
        var bytes = CorpusFile.ReadAll().Single(file => file.Name == name).Bytes;
        var source = new MemoryByteSource(bytes);
        var facts = ImageFactsReader.Read(source).Value;

        var stripped = ToArray(MetadataStripper.Strip(source, facts)!.Bytes);

        facts.HasGps.ShouldBeTrue();
        var text = Encoding.Latin1.GetString(stripped);
        text.ShouldContain("ICC_PROFILE\0");
        ((string[])["Exif\0\0", "http://ns.adobe.com/xap", "MPF\0"]).Where(text.Contains).ShouldBeEmpty();
    }

    private static IEnumerable<string> Faults(ImageFacts before, StrippedImage stripped)
    {
        var bytes = ToArray(stripped.Bytes);
        var text = Encoding.Latin1.GetString(bytes);
        if (!ImageFactsReader.Read(new MemoryByteSource(bytes)).TryGet(out var after, out var error))
        {
            yield return error.Message;
            yield break;
        }

        if (after != stripped.Facts || after.HasMetadata || after.HasGps)
        {
            yield return $"{after}, expected {stripped.Facts}";
        }

        if ((after.Width, after.Height, after.Frames, after.Orientation, after.Colour) != (before.Width, before.Height, before.Frames, before.Orientation, before.Colour))
        {
            yield return $"{after}, was {before}";
        }

        if (text.Contains("http://ns.adobe.com/xap") || (before.Orientation == 1 && text.Contains("Exif\0\0")))
        {
            yield return "metadata is left";
        }

        if (after.Format == ImageFormat.Jpeg && text.IndexOf("\u00FF\u00D8\u00FF", 1, StringComparison.Ordinal) >= 0)
        {
            yield return "a second JPEG is left";
        }

        if (!ToArray(MetadataStripper.Strip(new MemoryByteSource(bytes), after)!.Bytes).AsSpan().SequenceEqual(bytes))
        {
            yield return "stripped twice it differs";
        }
    }

    private static byte[] ToArray(ByteSource source)
    {
        var bytes = new byte[source.Length];
        source.Read(0, bytes).ShouldBe(bytes.Length);
        return bytes;
    }
}
