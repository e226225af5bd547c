using System.Text.Json.Nodes;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;

namespace Iris.Core.Tests.Dialects;

public sealed class IrisMemberTests
{
    [Theory]
    [InlineData("""{"report":true}""", true, null, null, null)]
    [InlineData("""{"report":false,"images":{}}""", false, null, null, null)]
    [InlineData("""{"images":{"policy":"strict"}}""", false, ImagePolicy.Strict, null, null)]
    [InlineData("""{"images":{"policy":"adapt","max_tokens_per_image":1,"detail":"auto"},"report":true}""", true, ImagePolicy.Adapt, 1L, ImageDetail.Auto)]
    [InlineData("""{"images":{"max_tokens_per_image":1000000,"detail":"original"}}""", false, null, 1_000_000L, ImageDetail.Original)]
    [InlineData("""{"images":{"detail":"low"}}""", false, null, null, ImageDetail.Low)]
    [InlineData("""{"images":{"detail":"high"}}""", false, null, null, ImageDetail.High)]
    [InlineData("null", false, null, null, null)]
    [InlineData("{}", false, null, null, null)]
    [InlineData("""{"report":null,"images":null}""", false, null, null, null)]
    [InlineData("""{"images":{"policy":null,"max_tokens_per_image":null,"detail":null}}""", false, null, null, null)]
    public void Read_Member_IsTaken(string member, bool report, ImagePolicy? policy, long? tokens, ImageDetail? detail)
    {
        var (json, outcome) = ChatRequests.Read($$"""{"iris":{{member}},"messages":[{"role":"user","content":"x"}]}""");
        outcome.Value.WantsReport.ShouldBe(report);
        outcome.Value.ImagePreferences.ShouldBe(new ImagePreferences(policy, tokens, detail));
        json.Dispose();
    }

    [Theory]
    [InlineData("true", "iris", "\"report\"")]
    [InlineData("[]", "iris", "\"images\"")]
    [InlineData("\"report\"", "iris", "\"report\"")]
    [InlineData("""{"report":"yes"}""", "iris.report", "true or false")]
    [InlineData("""{"report":1}""", "iris.report", "true or false")]
    [InlineData("""{"reports":true}""", "iris.reports", "\"report\", \"images\"")]
    [InlineData("""{"images":"strict"}""", "iris.images", "\"policy\"")]
    [InlineData("""{"images":[1]}""", "iris.images", "\"detail\"")]
    [InlineData("""{"images":{"policy":"stric"}}""", "iris.images.policy", "\"adapt\" or \"strict\"")]
    [InlineData("""{"images":{"policy":"STRICT"}}""", "iris.images.policy", "\"adapt\" or \"strict\"")]
    [InlineData("""{"images":{"policy":{"strict":true}}}""", "iris.images.policy", "\"adapt\" or \"strict\"")]
    [InlineData("""{"images":{"max_tokens_per_image":0}}""", "iris.images.max_tokens_per_image", "1 to 1000000")]
    [InlineData("""{"images":{"max_tokens_per_image":1000001}}""", "iris.images.max_tokens_per_image", "1 to 1000000")]
    [InlineData("""{"images":{"max_tokens_per_image":1.5}}""", "iris.images.max_tokens_per_image", "1 to 1000000")]
    [InlineData("""{"images":{"max_tokens_per_image":1e400}}""", "iris.images.max_tokens_per_image", "1 to 1000000")]
    [InlineData("""{"images":{"max_tokens_per_image":"500"}}""", "iris.images.max_tokens_per_image", "1 to 1000000")]
    [InlineData("""{"images":{"detail":""}}""", "iris.images.detail", "\"original\"")]
    [InlineData("""{"images":{"detail":"medium"}}""", "iris.images.detail", "\"auto\", \"low\", \"high\"")]
    [InlineData("""{"images":{"max_token_per_image":500}}""", "iris.images.max_token_per_image", "\"max_tokens_per_image\"")]
    [InlineData("""{"images":{"Detail":null}}""", "iris.images.Detail", "\"detail\"")]
    public void Read_MistakeInTheMember_IsRefusedByPathWithTheKnownWords(string member, string path, string known)
    {
        var (json, outcome) = ChatRequests.Read($$"""{"iris":{{member}},"messages":[{"role":"user","content":"x"}]}""");
        var error = outcome.Error.ShouldNotBeNull();
        error.Reason.ShouldBe(ErrorReason.InvalidRequest);
        error.Row.Status.ShouldBe(400);
        error.Param.ShouldBe(path);
        error.Message.ShouldContain($"\"{path}\"");
        error.Message.ShouldContain(known);
        json.Dispose();
    }

    [Fact]
    public void Read_UnknownMemberWithALongName_IsNotEchoed()
    {
        var (json, outcome) = ChatRequests.Read($$"""{"iris":{"{{new string('n', 500)}}":1},"messages":[{"role":"user","content":"x"}]}""");
        outcome.Error.ShouldNotBeNull().Param.ShouldBe("iris.…");
        json.Dispose();
    }

    /// <summary>Whatever stands there is taken or refused by a path inside the member; never misread, never an exception.</summary>
    [Fact]
    public void Read_AnyValueAtAnyPlace_IsTakenOrRefusedByItsPath()
    {
        string[] values = ["null", "true", "false", "0", "1", "-1", "1000000", "1000001", "1e3", "0.5", "\"\"", "\"low\"", "\"strict\"", "\"\\ud800\"", $"\"{new string('x', 5000)}\"", "[]", "[{}]", "{}", "{\"a\":{\"b\":[1]}}"];
        string[] places = ["V", """{"report":V}""", """{"images":V}""", """{"images":{"policy":V}}""", """{"images":{"detail":V}}""", """{"images":{"max_tokens_per_image":V}}""", """{"x":V}""", """{"images":{"x":V}}"""];
        foreach (var place in places)
        {
            foreach (var value in values)
            {
                var text = place.Replace("V", value, StringComparison.Ordinal);
                var (json, outcome) = ChatRequests.Read($$"""{"iris":{{text}},"messages":[{"role":"user","content":"x"}],"stream":true}""");
                if (outcome.TryGet(out var request, out var error))
                {
                    request.Stream.ShouldBeTrue(text);
                    (request.ImagePreferences.MaxTokensPerImage ?? 1).ShouldBeInRange(1, 1_000_000, text);
                }
                else
                {
                    error.Param.ShouldNotBeNull().ShouldStartWith("iris");
                    error.Row.Status.ShouldBe(400, text);
                }

                json.Dispose();
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Write_Member_NeverLeavesIris(bool keepsRouterFields)
    {
        foreach (var text in (string[])[
            """{"iris":{"report":true},"model":"m","messages":[{"role":"user","content":"x"}]}""",
            """{"model":"m","messages":[{"role":"user","content":"x"}],"iris":null}""",
            """{"model":"m","iris":{"images":{"policy":"strict"}},"messages":[{"role":"user","content":"x"}]}"""])
        {
            var (json, outcome) = ChatRequests.Read(text);
            var options = new ChatWriteOptions("upstream-model", keepsRouterFields, TakesStreamOptions: true, MaxTokensField: "max_tokens");
            var sent = JsonNode.Parse(await ChatRequests.WriteAsync(json, outcome.Value, [], options))!.AsObject();
            sent.Select(member => member.Key).ShouldBe(["model", "messages"]);
            json.Dispose();
        }
    }
}
