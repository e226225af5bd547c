using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iris.Core.Dialects;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;

namespace Iris.Core.Tests.Dialects;

public sealed class ImageReportJsonTests
{
    private static readonly AnswerHead Head = new("gen-1", 1_700_000_000, "a/b", "p");
    private static readonly AnswerUsage Usage = new(new TokenUsage { PromptTokens = 2500, CompletionTokens = 3 }, new NanoDollars(5), new NanoDollars(6));
    private static readonly IReadOnlyList<ImageReport> Reports = [ImageReports.Shrunk, ImageReports.Linked, ImageReports.Planned];

    private static string Expected => $$"""{"images":[{{ImageReports.ShrunkJson}},{{ImageReports.LinkedJson}},{{ImageReports.PlannedJson}}]}""";

    [Fact]
    public void Complete_WholeAnswerWithReport_TellsEveryImageAtTheTop()
    {
        var answer = JsonNode.Parse(WriteWhole(Reports))!.AsObject();
        ShouldSay(answer["iris"], Expected);
        answer["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldBe("hello");
        answer["usage"]!["prompt_tokens"]!.GetValue<int>().ShouldBe(2500);
    }

    [Fact]
    public void Complete_StreamWithReport_TellsItInTheChunkThatHasTheUsage()
    {
        var chunks = Stream(Reports);
        chunks.Count(chunk => chunk.ContainsKey("iris")).ShouldBe(1);
        ShouldSay(chunks[^1]["iris"], Expected);
        chunks[^1].ContainsKey("usage").ShouldBeTrue();
    }

    [Fact]
    public void Complete_NoReportWanted_SaysNothingOfIt()
    {
        WriteWhole(null).ShouldNotContain("iris");
        Stream(null).ShouldAllBe(chunk => !chunk.ContainsKey("iris"));
    }

    [Fact]
    public void Complete_ReportOfNoImages_IsAnEmptyList()
        => JsonNode.Parse(WriteWhole([]))!["iris"]!.ToJsonString().ShouldBe("""{"images":[]}""");

    /// <summary>Another Iris behind this one may send a report of its own: two of them would be one key twice.</summary>
    [Fact]
    public void Complete_ProviderThatSaysIrisToo_IsNotRepeated()
    {
        const string Upstream = """{"id":"x","iris":{"images":[]},"choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}]}""";
        var output = new ArrayBufferWriter<byte>();
        var writer = new ChatCompletionsDialect().CreateAnswerWriter(Head, stream: false);
        writer.Write(new WireChunk(Encoding.UTF8.GetBytes(Upstream), IsWhole: true), output).ShouldBeTrue();
        writer.Complete(Usage, output, Reports);
        using var answer = JsonDocument.Parse(output.WrittenMemory, new JsonDocumentOptions { AllowDuplicateProperties = false });
        answer.RootElement.GetProperty("iris").GetProperty("images").GetArrayLength().ShouldBe(3);
    }

    [Theory]
    [InlineData(ImageFormat.Png, "png")]
    [InlineData(ImageFormat.Jpeg, "jpeg")]
    [InlineData(ImageFormat.WebP, "webp")]
    [InlineData(ImageFormat.Gif, "gif")]
    [InlineData(ImageFormat.Avif, "avif")]
    [InlineData(ImageFormat.Heic, "heic")]
    [InlineData(ImageFormat.Tiff, "tiff")]
    [InlineData(ImageFormat.Unknown, null)]
    public void Write_Format_IsALowerCaseWord(ImageFormat format, string? word)
    {
        var answer = JsonNode.Parse(WriteWhole([ImageReports.Shrunk with { From = new ImageSide(format, 1, 2, 3) }]))!;
        var written = answer["iris"]!["images"]![0]!["from"]!["format"]?.GetValue<string>();
        written.ShouldBe(word);
    }

    [Fact]
    public void WireName_EveryStep_IsAWordOfItsOwn()
    {
        var words = Enum.GetValues<FitStep>().Select(step => step.WireName()).ToArray();
        words.ShouldBe(["keep", "link", "relabel", "strip_metadata", "first_frame", "rotate", "convert_colour", "shrink", "flatten", "reencode"]);
    }

    private static void ShouldSay(JsonNode? actual, string expected)
        => JsonNode.DeepEquals(actual, JsonNode.Parse(expected)).ShouldBeTrue(actual?.ToJsonString());

    private static string WriteWhole(IReadOnlyList<ImageReport>? report)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new ChatCompletionsDialect().CreateAnswerWriter(Head, stream: false);
        writer.Write(new TextDelta(0, "hello"u8.ToArray()), output);
        writer.Complete(Usage, output, report);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static List<JsonObject> Stream(IReadOnlyList<ImageReport>? report)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new ChatCompletionsDialect().CreateAnswerWriter(Head, stream: true);
        writer.Write(new TextDelta(0, "hello"u8.ToArray()), output);
        writer.Write(new AnswerFinished(0, FinishReason.Stop, null), output);
        writer.Complete(Usage, output, report);
        var lines = Encoding.UTF8.GetString(output.WrittenSpan).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        lines[^1].ShouldBe("data: [DONE]");
        return [.. lines[..^1].Select(line => JsonNode.Parse(line["data: ".Length..])!.AsObject())];
    }
}
