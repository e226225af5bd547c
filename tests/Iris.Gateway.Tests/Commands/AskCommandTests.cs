using Iris.Commands;
using Iris.Gateway.Tests.DataFolder;

namespace Iris.Gateway.Tests.Commands;

public sealed class AskCommandTests : IDisposable
{
    private const string Key = "a-key-of-the-operator-for-tests";
    private readonly TemporaryFolder _temporary = new();
    private readonly string _photo;

    public AskCommandTests()
    {
        _photo = _temporary.File("photo.jpg");
        File.WriteAllBytes(_photo, [0xFF, 0xD8, 0xFF]);
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Ask_StreamedAnswer_PrintsTheTextAndOneLineAboutIt()
    {
        await using var iris = await ScriptedIris.StartAsync(Stream("""
            : waiting

            data: {"model":"some/model","choices":[{"index":0,"delta":{"role":"assistant","content":"A red "},"finish_reason":null}]}

            data: {"model":"some/model","choices":[{"index":0,"delta":{"content":"bicycle."},"finish_reason":"stop"}]}

            data: {"model":"some/model","choices":[],"usage":{"prompt_tokens":812,"completion_tokens":6,"total_tokens":818,"cost":0.00042}}

            data: [DONE]


            """));

        var run = await AskAsync(iris, _photo, "What is it?");

        run.ShouldBe(new CommandRun(ExitCodes.Done, "A red bicycle.\n", "some/model · 812 tokens in, 6 out · $0.00042\n"));
        iris.SeenAuthorization.ShouldBe($"Bearer {Key}");
    }

    [Fact]
    public async Task Ask_NoStream_PrintsTheWholeAnswer()
    {
        await using var iris = await ScriptedIris.StartAsync(Json(200, """
            {"model":"m","choices":[{"index":0,"finish_reason":"length","message":{"role":"assistant","content":"Two boats"}}],"usage":{"prompt_tokens":1,"completion_tokens":2,"cost":0}}
            """));

        var run = await AskAsync(iris, "--no-stream", _photo);

        run.ShouldBe(new CommandRun(ExitCodes.Done, "Two boats\n", "m · 1 tokens in, 2 out · free · cut at the token limit\n"));
    }

    [Fact]
    public async Task Ask_AnswerWithTerminalCommands_PrintsOnlyItsText()
    {
        await using var iris = await ScriptedIris.StartAsync(Json(200, """
            {"model":"m","choices":[{"index":0,"message":{"content":"sign: \u001b]0;owned\u0007\u009b2J\tend\nline"}}]}
            """));

        var run = await AskAsync(iris, "--no-stream", _photo);

        run.Output.ShouldBe("sign: ]0;owned2J\tend\nline\n");
    }

    [Fact]
    public async Task Ask_TextOnlyModel_PrintsTheMessageAndTheModelsThatSee()
    {
        await using var iris = await ScriptedIris.StartAsync(Json(404, """
            {"error":{"code":404,"message":"No endpoints found that support image input","metadata":{"error_type":"not_found","reason":"no_image_input","vision_models":["a/sees","b/sees"]}}}
            """));

        var run = await AskAsync(iris, _photo);

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBe("""
            iris: No endpoints found that support image input
              → Models that see: a/sees, b/sees. Choose one with --model.

            """);
    }

    [Fact]
    public async Task Ask_RateLimited_SaysWhenToAskAgain()
    {
        await using var iris = await ScriptedIris.StartAsync(context =>
        {
            context.Response.Headers.RetryAfter = "7";
            return Json(429, """{"error":{"code":429,"message":"Rate limit exceeded"}}""")(context);
        });

        (await AskAsync(iris, _photo)).Error.ShouldContain("Ask again in 7 s.");
    }

    [Fact]
    public async Task Ask_ErrorInsideTheStream_EndsTheLineAndFails()
    {
        await using var iris = await ScriptedIris.StartAsync(Stream("""
            data: {"choices":[{"index":0,"delta":{"content":"A red"}}]}

            data: {"error":{"code":502,"message":"Provider disconnected"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}

            data: [DONE]


            """));

        var run = await AskAsync(iris, _photo);

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Output.ShouldBe("A red\n");
        run.Error.ShouldContain("iris: Provider disconnected");
    }

    [Fact]
    public async Task Ask_StreamThatEndsEarly_Fails()
    {
        await using var iris = await ScriptedIris.StartAsync(Stream("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"A red\"}}]}\n\n"));

        var run = await AskAsync(iris, _photo);

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain("broke off");
    }

    [Fact]
    public async Task Ask_SomethingElseListensThere_SaysSo()
    {
        await using var iris = await ScriptedIris.StartAsync(context => context.Response.WriteAsync("<html>hello</html>"));

        var run = await AskAsync(iris, _photo);

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain("IRIS_URL");
    }

    [Fact]
    public async Task Ask_ChosenIrisIsNotThere_FailsAndHostsNone()
    {
        var run = await CommandRun.Of(Environment("http://127.0.0.1:1"), "/", "ask", _photo);

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain("No Iris answers at http://127.0.0.1:1");
        Directory.Exists(_temporary.Path).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ask")]
    [InlineData("ask", "--max-tokens", "0", "x.jpg")]
    [InlineData("ask", "--max-tokens", "many", "x.jpg")]
    [InlineData("ask", "--nonsense", "x.jpg")]
    [InlineData("nonsense")]
    public async Task Run_WrongArguments_IsMisuse(params string[] arguments)
        => (await CommandRun.Of(Environment("http://127.0.0.1:1"), "/", arguments)).ExitCode.ShouldBe(ExitCodes.Misused);

    [Fact]
    public async Task Run_NoArguments_PrintsTheHelp()
    {
        var run = await CommandRun.Of(Environment("http://127.0.0.1:1"), "/");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldContain("ask");
    }

    private Task<CommandRun> AskAsync(ScriptedIris iris, params string[] arguments)
        => CommandRun.Of(Environment(iris.Address.ToString()), "/", ["ask", .. arguments]);

    private Dictionary<string, string> Environment(string url) => new()
    {
        ["IRIS_URL"] = url,
        ["IRIS_DATA"] = _temporary.Path,
        ["IRIS_API_KEY"] = Key,
    };

    private static RequestDelegate Stream(string events) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(events);
    };

    private static RequestDelegate Json(int status, string body) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    };
}
