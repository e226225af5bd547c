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
        var wrong = new List<string>();
        foreach (var file in CorpusFile.ReadAll())
        {
            var reason = Verdict(file.Bytes, out var facts);
            var expected = file.Expected switch
            {
                "accept" or "convert" => "ok",
                "reject" => file.Code,
                _ => null,
            };
            if (expected is not null && reason != expected)
            {
                wrong.Add($"{file.Name}: expected {expected}, got {reason}");
            }
            else if (reason == "ok" && Dim(file) is { } d)
            {
                if ((facts!.Width, facts.Height) != d && (facts.UprightWidth, facts.UprightHeight) != d) wrong.Add($"{file.Name}: dims {facts.Width}x{facts.Height} expected {d}");
                if (file.Pages != facts.Frames.ToString()) wrong.Add($"{file.Name}: pages {facts.Frames} expected {file.Pages}");
                var p = file.Meta.Contains("progressive");
                if (p != facts.IsProgressive) wrong.Add($"{file.Name}: prog {facts.IsProgressive}");
                if (file.Meta.Contains("exif") != facts.HasExif) wrong.Add($"{file.Name}: exif {facts.HasExif} {file.Meta}");
                if (file.Meta.Contains("GPS") != facts.HasGps) wrong.Add($"{file.Name}: gps {facts.HasGps} {file.Meta}");
                var o = file.Meta.IndexOf("orient=") is var i and >= 0 ? file.Meta[i + 7] - '0' : 1;
                if (o != facts.Orientation) wrong.Add($"{file.Name}: orientation {facts.Orientation} {file.Meta}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static (int, int)? Dim(CorpusFile f) => f.Dimensions.Split('x') is [var a, var b] ? (int.Parse(a), int.Parse(b)) : null;

    private static string Verdict(byte[] bytes, out ImageFacts? facts)
    {
        var outcome = ImageFactsReader.Read(new MemoryByteSource(bytes));
        facts = outcome.Succeeded ? outcome.Value : null;
        return outcome.Error?.Reason ?? HardCaps.Default.Check(outcome.Value)?.Reason ?? "ok";
    }
}
