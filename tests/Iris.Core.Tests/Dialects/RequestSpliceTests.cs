using System.Text.Json;
using System.Text.Json.Nodes;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Dialects;

public sealed class RequestSpliceTests
{
    private static readonly byte[] Picture = [1, 2, 3, 4, 5, 6, 7, 8];
    private static readonly InlineImage Inline = new(new MemoryByteSource(Picture), "image/png", AsReceived: false);
    private static readonly string DataUrl = "data:image/png;base64," + Convert.ToBase64String(Picture);

    [Fact]
    public async Task Write_CanonicalImage_LeavesEveryOtherByteAlone()
    {
        const string Text = """{ "model" : "iris/x" , "zzz_unknown":{"a":[1, 2]},"messages":[ {"role":"user","content":[{"type":"text","text":"a\u00e4\n"} , {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]} ], "temperature":0.5}""";
        var (json, outcome) = ChatRequests.Read(Text);
        var written = await ChatRequests.WriteAsync(json, outcome.Value, [Inline with { AsReceived = true }]);
        written.ShouldBe("""{"model":"upstream-model","zzz_unknown":{"a":[1, 2]},"messages":[ {"role":"user","content":[{"type":"text","text":"a\u00e4\n"} , {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]} ],"temperature":0.5}""");
        json.Dispose();
    }

    [Theory]
    [MemberData(nameof(ImageSpellingTests.Spellings), MemberType = typeof(ImageSpellingTests))]
    public async Task Write_D5_D7_AnySpelling_BecomesCanonical(string part, string path, string who)
    {
        var (json, outcome) = ChatRequests.ReadPart(part);
        var sent = JsonNode.Parse(await ChatRequests.WriteAsync(json, outcome.Value, [Inline]))!;
        var image = sent["messages"]![0]!["content"]![1]!;
        image["type"]!.GetValue<string>().ShouldBe("image_url", who);
        image["image_url"]!["url"]!.GetValue<string>().ShouldBe(DataUrl, path);
        (image["cache_control"] is not null).ShouldBe(part.Contains("cache_control", StringComparison.Ordinal));
        sent["messages"]![0]!["content"]![0]!["text"]!.GetValue<string>().ShouldBe("hi");
        json.Dispose();
    }

    [Theory]
    [InlineData("""{"role":"user","content":"hi \"you\"","images":["A","B"]}""", 3)]
    [InlineData("""{"images":["A","B"],"role":"user","content":"hi"}""", 3)]
    [InlineData("""{"role":"user","images":["A","B"],"content":"hi"}""", 3)]
    [InlineData("""{"role":"user","images":["A","B"]}""", 2)]
    [InlineData("""{"images":["A","B"],"role":"user"}""", 2)]
    [InlineData("""{"role":"user","content":null,"images":["A","B"]}""", 2)]
    [InlineData("""{"role":"user","content":[],"images":["A","B"]}""", 2)]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"hi"}] , "images" : ["A","B"] , "name":"x"}""", 3)]
    [InlineData("""{"role":"user","content":"","images":["A","B"]}""", 3)]
    public async Task Write_MessageLevelImages_MoveIntoTheContent(string message, int parts)
    {
        var (json, outcome) = ChatRequests.Read($$"""{"model":"m","messages":[{"role":"system","content":"s"},{{message}}],"seed":1}""");
        var text = await ChatRequests.WriteAsync(json, outcome.Value, [Inline, new LinkedImage("https://x.example/b.png?a=\"1\"&b=2", AsReceived: false)]);
        var sent = JsonNode.Parse(text)!["messages"]![1]!.AsObject();
        sent.ContainsKey("images").ShouldBeFalse(text);
        var content = sent["content"]!.AsArray();
        content.Count.ShouldBe(parts);
        content[^2]!["image_url"]!["url"]!.GetValue<string>().ShouldBe(DataUrl);
        content[^1]!["image_url"]!["url"]!.GetValue<string>().ShouldBe("https://x.example/b.png?a=\"1\"&b=2");
        json.Dispose();
    }

    [Theory]
    [InlineData("""{"type":"image","image":"U","image_url":null}""")]
    [InlineData("""{"type":null,"image_url":{"url":"U"}}""")]
    [InlineData("""{"type":"input_image","image_url":"U","file_id":null,"detail":null}""")]
    [InlineData("""{"type":"image","data":"U","source":7,"url":[1]}""")]
    public async Task Write_PartWithOddMembers_HasEachKeyOnce(string part)
    {
        var (json, outcome) = ChatRequests.ReadPart(part);
        var text = await ChatRequests.WriteAsync(json, outcome.Value, [Inline]);
        using var written = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        var image = written.RootElement.GetProperty("messages")[0].GetProperty("content")[1];
        image.EnumerateObject().Select(member => member.Name).ShouldBe(["type", "image_url"]);
        image.GetProperty("image_url").GetProperty("url").GetString().ShouldBe(DataUrl);
        json.Dispose();
    }

    [Fact]
    public async Task Write_EmptyMessageLevelImages_OnlyLeave()
    {
        var (json, outcome) = ChatRequests.Read("""{"model":"m","messages":[{"role":"user","content":"hi","images":[]}]}""");
        (await ChatRequests.WriteAsync(json, outcome.Value, [])).ShouldBe("""{"model":"upstream-model","messages":[{"role":"user","content":"hi"}]}""");
        json.Dispose();
    }

    [Fact]
    public async Task Write_RouterFields_ReachOnlyARouter()
    {
        const string Text = """{"provider":{"only":["a"]},"models":["a","b"],"transforms":[],"model":"m","messages":[{"role":"user","content":"x"}],"usage":{"include":true}}""";
        var (json, outcome) = ChatRequests.Read(Text);
        (await ChatRequests.WriteAsync(json, outcome.Value, [])).ShouldBe("""{"model":"upstream-model","messages":[{"role":"user","content":"x"}]}""");
        var router = new ChatWriteOptions("upstream-model", KeepsRouterFields: true, TakesStreamOptions: true, MaxTokensField: "max_tokens");
        var sent = JsonNode.Parse(await ChatRequests.WriteAsync(json, outcome.Value, [], router))!;
        sent["provider"]!["only"]![0]!.GetValue<string>().ShouldBe("a");
        sent["transforms"].ShouldNotBeNull();
        json.Dispose();
    }

    [Fact]
    public async Task Write_WithoutModel_AddsIt()
    {
        var (json, outcome) = ChatRequests.Read("""{"messages":[{"role":"user","content":"x"}]}""");
        (await ChatRequests.WriteAsync(json, outcome.Value, [])).ShouldBe("""{"messages":[{"role":"user","content":"x"}],"model":"upstream-model"}""");
        json.Dispose();
    }

    [Theory]
    [InlineData("""{"stream":true,"messages":[{"role":"user","content":"x"}]}""", true)]
    [InlineData("""{"stream":true,"stream_options":{"include_usage":false},"messages":[{"role":"user","content":"x"}]}""", true)]
    [InlineData("""{"stream":false,"messages":[{"role":"user","content":"x"}]}""", false)]
    public async Task Write_Stream_AsksForUsage(string text, bool asks)
    {
        var (json, outcome) = ChatRequests.Read(text);
        var sent = JsonNode.Parse(await ChatRequests.WriteAsync(json, outcome.Value, []))!;
        (sent["stream_options"]?["include_usage"]?.GetValue<bool>() ?? false).ShouldBe(asks);
        var plain = new ChatWriteOptions("u", KeepsRouterFields: false, TakesStreamOptions: false, MaxTokensField: "max_tokens");
        JsonNode.Parse(await ChatRequests.WriteAsync(json, outcome.Value, [], plain))!["stream_options"].ShouldBeNull();
        json.Dispose();
    }

    [Theory]
    [InlineData("\"max_tokens\":300", "{\"max_completion_tokens\":300}")]
    [InlineData("\"max_completion_tokens\":7", "{\"max_completion_tokens\":7}")]
    [InlineData("\"max_tokens\":300,\"max_completion_tokens\":7", "{\"max_completion_tokens\":7}")]
    public async Task Write_MaxTokens_TakeTheProvidersName(string members, string expected)
    {
        var (json, outcome) = ChatRequests.Read($$"""{{{members}},"messages":[{"role":"user","content":"x"}]}""");
        var options = new ChatWriteOptions("u", KeepsRouterFields: false, TakesStreamOptions: true, MaxTokensField: "max_completion_tokens");
        var sent = JsonNode.Parse(await ChatRequests.WriteAsync(json, outcome.Value, [], options))!.AsObject();
        sent.Remove("messages");
        sent.Remove("model");
        sent.ToJsonString().ShouldBe(expected);
        json.Dispose();
    }

    [Fact]
    public async Task Write_LargeImageOverManyBlocks_ArrivesWhole()
    {
        var bytes = new byte[1_000_001];
        new Random(3).NextBytes(bytes);
        var base64 = Convert.ToBase64String(bytes);
        var text = $$$"""{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{base64}}}"}},{"type":"image","image":"{{{base64}}}"}]}]}""";
        var (json, outcome) = ChatRequests.Read(text);
        outcome.Value.Images[0].Source.Base64From.ShouldBe(22);
        var large = new InlineImage(new MemoryByteSource(bytes), "image/png", AsReceived: false);
        var sent = await ChatRequests.WriteAsync(json, outcome.Value, [large with { AsReceived = true }, large]);
        sent.ShouldBe($$$"""{"model":"upstream-model","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{base64}}}"}},{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{base64}}}"}}]}]}""");
        json.Dispose();
    }
}
