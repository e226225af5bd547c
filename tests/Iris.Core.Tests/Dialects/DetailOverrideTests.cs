using System.Text.Json;
using System.Text.Json.Nodes;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Dialects;

public sealed class DetailOverrideTests
{
    private static readonly InlineImage Inline = new(new MemoryByteSource(new byte[] { 1, 2, 3, 4, 5 }), "image/webp", AsReceived: false);

    [Theory]
    [InlineData("""{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}}""")]
    [InlineData("""{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"high"},"cache_control":{"type":"ephemeral"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"},"cache_control":{"type":"ephemeral"}}""")]
    [InlineData("""{ "type" : "image_url" , "image_url" : { "detail" : "Original" , "url" : "data:image/png;base64,AAAA" } }""",
        """{ "type" : "image_url" , "image_url" : { "detail" : "low" , "url" : "data:image/png;base64,AAAA" } }""")]
    [InlineData("""{"image_url":{"url":"https://x.example/a.png?b=\"1\"","zzz":1},"type":"image_url"}""",
        """{"image_url":{"url":"https://x.example/a.png?b=\"1\"","detail":"low","zzz":1},"type":"image_url"}""")]
    public async Task Write_DetailOverUntouchedPart_ChangesTheMemberAlone(string part, string expected)
    {
        var (json, outcome) = ChatRequests.ReadPart(part);
        var sent = await WriteAsync(json, outcome.Value, Inline with { AsReceived = true }, ImageDetail.Low);
        sent.ShouldBe($$"""{"model":"upstream-model","messages":[{"role":"user","content":[{"type":"text","text":"hi"},{{expected}}]}]}""");
        json.Dispose();
    }

    [Theory]
    [MemberData(nameof(ImageSpellingTests.Spellings), MemberType = typeof(ImageSpellingTests))]
    public async Task Write_DetailOverAnySpelling_IsThereOnce(string part, string path, string who)
    {
        foreach (var detail in Enum.GetValues<ImageDetail>())
        {
            foreach (var asReceived in (bool[])[true, false])
            {
                var (json, outcome) = ChatRequests.ReadPart(part);
                var text = await WriteAsync(json, outcome.Value, Inline with { AsReceived = asReceived }, detail);
                using var sent = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
                sent.RootElement.GetProperty("messages")[0].GetProperty("content")[1].GetProperty("image_url").GetProperty("detail").GetString()
                    .ShouldBe(detail.ToString().ToLowerInvariant(), $"{path}, {who}");
                json.Dispose();
            }
        }
    }

    [Fact]
    public async Task Write_DetailOverMessageLevelImages_IsInEachPart()
    {
        var (json, outcome) = ChatRequests.Read("""{"messages":[{"role":"user","content":"hi","images":["A"]}]}""");
        var sent = JsonNode.Parse(await WriteAsync(json, outcome.Value, Inline, ImageDetail.High))!;
        sent["messages"]![0]!["content"]![1]!["image_url"]!["detail"]!.GetValue<string>().ShouldBe("high");
        json.Dispose();
    }

    /// <summary>A provider refuses what it does not know, so a detail that says nothing is left out, and one at the wrong place is moved.</summary>
    [Theory]
    [InlineData("""{"type":"image_url","image_url":{"url":"U","detail":""}}""", null)]
    [InlineData("""{"type":"image_url","image_url":{"url":"U","detail":null}}""", null)]
    [InlineData("""{"type":"image_url","image_url":{"url":"U","detail":7}}""", null)]
    [InlineData("""{"type":"image_url","image_url":{"url":"U","detail":{"a":1}}}""", null)]
    [InlineData("""{"type":"image_url","image_url":{"url":"U","detail":"medium"}}""", null)]
    [InlineData("""{"type":"image_url","image_url":{"url":"U"},"detail":"high"}""", "high")]
    [InlineData("""{"type":"input_image","image_url":"U","detail":"low"}""", "low")]
    public async Task Write_D6_DetailThatSaysNothing_IsLeftOut(string part, string? expected)
    {
        var (json, outcome) = ChatRequests.ReadPart(part);
        var sent = JsonNode.Parse(await WriteAsync(json, outcome.Value, Inline with { AsReceived = true }, detail: null))!;
        var image = sent["messages"]![0]!["content"]![1]!.AsObject();
        image.ContainsKey("detail").ShouldBeFalse();
        var url = image["image_url"]!.AsObject();
        url.ContainsKey("detail").ShouldBe(expected is not null);
        url["detail"]?.GetValue<string>().ShouldBe(expected);
        json.Dispose();
    }

    [Fact]
    public async Task Write_DetailOverALargeImage_LeavesItsBytesWhereTheyLie()
    {
        var base64 = Convert.ToBase64String(new byte[999_999]);
        var (json, outcome) = ChatRequests.ReadPart($$$"""{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{base64}}}","detail":"auto"}}""");
        var sent = await WriteAsync(json, outcome.Value, new InlineImage(new NoBytes(), "image/png", AsReceived: true), ImageDetail.Original);
        sent.ShouldContain($$"""{"url":"data:image/png;base64,{{base64}}","detail":"original"}""");
        json.Dispose();
    }

    private static Task<string> WriteAsync(JsonBody json, ChatRequest request, OutgoingImage image, ImageDetail? detail)
        => ChatRequests.WriteAsync(json, request, [image], new ChatWriteOptions("upstream-model", KeepsRouterFields: false, TakesStreamOptions: true, MaxTokensField: "max_tokens", detail));

    /// <summary>Nobody may look at the pixels to change a word beside them.</summary>
    private sealed class NoBytes : ByteSource
    {
        public override long Length => throw new InvalidOperationException();

        public override int Read(long offset, Span<byte> destination) => throw new InvalidOperationException();
    }
}
