using System.Text;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Dialects;

/// <summary>Reads and writes chat completion requests for tests.</summary>
internal static class ChatRequests
{
    private static readonly BlockPool Pool = new(8 * 1024 * 1024);

    public static (JsonBody Json, Outcome<ChatRequest> Request) Read(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var body = new JsonBody(Pool, bytes.Length);
        body.Append(bytes);
        body.Complete().ShouldBe(JsonFault.None);
        return (body, new ChatCompletionsDialect().ReadRequest(body));
    }

    public static (JsonBody Json, Outcome<ChatRequest> Request) ReadPart(string part, string role = "user")
        => Read($$"""{"model":"m","messages":[{"role":"{{role}}","content":[{"type":"text","text":"hi"},{{part}}]}]}""");

    public static string Text(JsonBody json, BodyString text) => Encoding.UTF8.GetString(json.Bytes.ToArray(text.Range.Start, text.Range.Length));

    public static async Task<string> WriteAsync(JsonBody json, ChatRequest request, IReadOnlyList<OutgoingImage> images, ChatWriteOptions? options = null)
    {
        options ??= new ChatWriteOptions("upstream-model", KeepsRouterFields: false, TakesStreamOptions: true, MaxTokensField: "max_tokens");
        var plan = ChatCompletionsRequestWriter.Write(request, json.Bytes, images, options);
        var output = new MemoryStream();
        await plan.WriteAsync(output, TestContext.Current.CancellationToken);
        output.Length.ShouldBe(plan.Length);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
