using System.Text;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.BadInput;

/// <summary>Bodies that are no request: each has its answer, and nothing goes upstream.</summary>
public sealed class BadBodyTests
{
    private const string Messages = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    public static TheoryData<string> WrongJson =>
    [
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "42",
        "{",
        "{" + Messages,
        "{" + Messages + ",}",
        "{" + Messages + "} x",
        "{" + Messages + "}{}",
        "{'messages':[]}",
        "{" + Messages + ",\"temperature\":NaN}",
        "{" + Messages + ",\"temperature\":01}",
        "{/* no */" + Messages + "}",
        "{" + Messages + ",\"x\":\"\\q\"}",
        "{" + Messages + ",\"x\":\"a\nb\"}",
        "{" + Messages + ",\"x\":\"never ends",
        "{" + Messages + ",\"\\ud800\":1}",
        "model=test&messages=hi",
    ];

    public static TheoryData<string, string> WrongFields => new()
    {
        { "{}", "messages" },
        { """{"messages":null}""", "messages" },
        { """{"messages":"hi"}""", "messages" },
        { """{"messages":[]}""", "messages" },
        { """{"messages":["hi"]}""", "messages[0]" },
        { """{"messages":[{"content":"hi"}]}""", "messages[0].role" },
        { """{"messages":[{"role":1,"content":"hi"}]}""", "messages[0].role" },
        { """{"messages":[{"role":"user","content":7}]}""", "messages[0].content" },
        { """{"messages":[{"role":"user","content":{"type":"text","text":"hi"}}]}""", "messages[0].content" },
        { """{"messages":[{"role":"user","content":[7]}]}""", "messages[0].content[0]" },
        { """{"messages":[{"role":"user","content":[{"text":7}]}]}""", "messages[0].content[0].type" },
        { """{"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url"}]}]}""", "messages[0].content[1].image_url.url" },
        { """{"messages":[{"role":"user","content":[{"type":"image_url","image_url":null}]}]}""", "messages[0].content[0].image_url.url" },
        { """{"messages":[{"role":"user","content":[{"type":"image"}]}]}""", "messages[0].content[0].image" },
        { """{"messages":[{"role":"user","content":[{"type":"image_file","image_file":{}}]}]}""", "messages[0].content[0].image_file.file_id" },
        { """{"messages":[{"role":"user","content":"hi","images":[7]}]}""", "messages[0].images[0]" },
        { """{"model":7,MESSAGES}""", "model" },
        { """{"model":{"id":"x"},MESSAGES}""", "model" },
        { """{"model":"\ud800",MESSAGES}""", "model" },
        { """{"models":"a",MESSAGES}""", "models" },
        { """{"models":["a",7],MESSAGES}""", "models[1]" },
        { """{"stream":"yes",MESSAGES}""", "stream" },
        { """{"max_tokens":0,MESSAGES}""", "max_tokens" },
        { """{"max_tokens":-1,MESSAGES}""", "max_tokens" },
        { """{"max_tokens":1.5,MESSAGES}""", "max_tokens" },
        { """{"max_tokens":"300",MESSAGES}""", "max_tokens" },
        { """{"max_tokens":1e400,MESSAGES}""", "max_tokens" },
        { """{"max_completion_tokens":9223372036854775808,MESSAGES}""", "max_completion_tokens" },
        { """{"n":0,MESSAGES}""", "n" },
        { """{"n":18446744073686646784,MESSAGES}""", "n" },
    };

    [Theory]
    [MemberData(nameof(WrongJson))]
    public Task Post_WrongJson_Is400(string body) => ShouldBeRefusedAsync(Encoding.UTF8.GetBytes(body), "invalid_json", null);

    [Theory]
    [MemberData(nameof(WrongFields))]
    public Task Post_WrongField_IsNamed(string body, string param)
        => ShouldBeRefusedAsync(Encoding.UTF8.GetBytes(body.Replace("MESSAGES", Messages, StringComparison.Ordinal)), "invalid_request", param);

    [Theory]
    [InlineData("""{"model":"a","model":"b",MESSAGES}""")]
    [InlineData("""{"model":"a","mod\u0065l":"b",MESSAGES}""")]
    [InlineData("""{MESSAGES,MESSAGES}""")]
    [InlineData("""{MESSAGES,"x":{"a":1,"b":[{"c":1,"c":2}]}}""")]
    [InlineData("""{"messages":[{"role":"user","role":"system","content":"hi"}]}""")]
    public Task Post_DuplicateKey_Is400(string body)
        => ShouldBeRefusedAsync(Encoding.UTF8.GetBytes(body.Replace("MESSAGES", Messages, StringComparison.Ordinal)), "duplicate_key", null);

    [Theory]
    [InlineData("FF")]
    [InlineData("C0AF")]
    [InlineData("EDA080")]
    [InlineData("E282")]
    [InlineData("F4908080")]
    public async Task Post_BadUtf8_Is400(string hex)
    {
        var bad = Convert.FromHexString(hex);
        var padding = Encoding.ASCII.GetBytes(new string('x', 5_000));
        await ShouldBeRefusedAsync([.. "{\"messages\":[{\"role\":\"user\",\"content\":\""u8, .. bad, .. "\"}]}"u8], "invalid_utf8", null);
        await ShouldBeRefusedAsync([.. "{\"messages\":[{\"role\":\"user\",\"content\":\""u8, .. padding, .. bad, .. padding, .. "\"}]}"u8], "invalid_utf8", null);
        await ShouldBeRefusedAsync([.. "{\""u8, .. bad, .. "\":1,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"u8], "invalid_utf8", null);
    }

    [Theory]
    [InlineData(65)]
    [InlineData(100_000)]
    public Task Post_DeepNesting_Is400(int depth)
        => ShouldBeRefusedAsync(Encoding.ASCII.GetBytes($"{{{Messages},\"x\":{new string('[', depth)}{new string(']', depth)}}}"), "json_too_deep", null);

    [Fact]
    public async Task Post_DeepestNestingAllowed_Passes()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var response = await gateway.PostAsync($"{{\"model\":\"test/vision\",{Messages},\"x\":{new string('[', 60)}{new string(']', 60)}}}");

        ((int)response.StatusCode).ShouldBe(200);
    }

    [Fact]
    public Task Post_MoreMembersThanAllowed_Is400()
    {
        var members = string.Join(',', Enumerable.Range(0, 100_001).Select(number => $"\"k{number}\":0"));
        return ShouldBeRefusedAsync(Encoding.ASCII.GetBytes($"{{{Messages},{members}}}"), "json_too_deep", null);
    }

    [Theory]
    [InlineData("image_embeds")]
    [InlineData("image_pil")]
    public Task Post_PartWithoutImageBytes_IsUnsupported(string type)
        => ShouldBeRefusedAsync(Encoding.UTF8.GetBytes($$"""{"messages":[{"role":"user","content":[{"type":"{{type}}","{{type}}":"AAAA"}]}]}"""), "unsupported_part", "messages[0].content[0].type");

    [Fact]
    public async Task Post_MoreThan256Models_Is400WithTheNumber()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var most = await gateway.PostAsync(WithModels(256));
        using var tooMany = await gateway.PostAsync(WithModels(257));

        ((int)most.StatusCode).ShouldBe(200);
        var error = await RunningGateway.ShouldFailAsync(tooMany, 400, "invalid_request", "invalid_request", "models");
        error["message"]!.GetValue<string>().ShouldContain("at most 256");
    }

    private static string WithModels(int count)
        => $"{{\"models\":[{string.Join(',', Enumerable.Repeat("\"test/vision\"", count))}],{Messages}}}";

    private static async Task ShouldBeRefusedAsync(byte[] body, string reason, string? param)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var response = await gateway.PostAsync(body);

        await RunningGateway.ShouldFailAsync(response, 400, "invalid_request", reason, param);
        upstream.Received.ShouldBeEmpty();
        gateway.Log.Errors.ShouldBeEmpty();
    }
}
