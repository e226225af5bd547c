using System.Text.Json;
using System.Text.Json.Nodes;
using Iris.Commands;
using Iris.Gateway.Tests.DataFolder;

namespace Iris.Gateway.Tests.Commands;

public sealed class FitCommandTests : IDisposable
{
    private const string Shrunk = """
        {"part":"messages[0].content[0].image_url.url","from":{"format":"heic","width":4000,"height":3000,"bytes":3100000},
         "to":{"format":"jpeg","width":1568,"height":1176,"bytes":null},"steps":["rotate","shrink","reencode"],"tokens_before":16000,"tokens_after":2459}
        """;

    private const string Kept = """
        {"part":"p","from":{"format":"png","width":640,"height":400,"bytes":9},"to":{"format":"png","width":640,"height":400,"bytes":9},
         "steps":["keep"],"tokens_before":342,"tokens_after":342,"estimated":true}
        """;

    private readonly TemporaryFolder _temporary = new();
    private readonly string _photo;
    private readonly string _second;

    public FitCommandTests()
    {
        _photo = _temporary.File("photo.heic");
        _second = _temporary.File("dash board.png");
        File.WriteAllText(_photo, "one");
        File.WriteAllText(_second, "two");
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Fit_OneModel_PrintsWhatIsDoneAndWhatItCosts()
    {
        await using var iris = await EstimatingAsync(Row("anthropic/claude-sonnet-4-5", images: [Shrunk], tokens: 2459, cost: "0.0074"));

        var run = await FitAsync(iris, _photo, "--model", "claude-sonnet-4.5");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldBe("""
            MODEL                        FITS  WHAT IS DONE                              IMAGE TOKENS  PROMPT
            anthropic/claude-sonnet-4-5  yes   4000×3000 HEIC → 1568×1176 JPEG: rotate,  16000 → 2459  $0.0074
                                               shrink, reencode

            """);
        run.Error.ShouldBe("PROMPT is the price of the pictures alone; text comes on top.\n");
    }

    [Fact]
    public async Task Fit_NoModel_ComparesAllCheapestFirst()
    {
        await using var iris = await EstimatingAsync(
            Row("z/refuses", reason: "image_too_small: The image is 4×4 px, and this model takes none below 14 px. Send a larger image, or choose another model."),
            Row("y/unpriced", images: [Kept], tokens: 342),
            Row("a/dear", images: [Kept], tokens: 342, cost: "0.01", atHand: false),
            Row("m/same", images: [Kept], tokens: 342, cost: "0.002", endpoint: "openrouter:m/same"),
            Row("m/same", images: [Kept], tokens: 342, cost: "0.001", endpoint: "box:m:same"),
            Row("b/tiny", images: [Kept], tokens: 342, cost: "0.0000001"),
            Row("iris/local-vision", images: [Kept], tokens: 342, cost: "0"));

        var run = await FitAsync(iris, _photo);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Output.ShouldBe("""
            MODEL               FITS  WHAT IS DONE                                    IMAGE TOKENS  PROMPT
            iris/local-vision   yes   640×400 PNG: keep                               ~342          free
            b/tiny              yes   640×400 PNG: keep                               ~342          <$0.000001
            m/same @box         yes   640×400 PNG: keep                               ~342          ~$0.001
            m/same @openrouter  yes   640×400 PNG: keep                               ~342          ~$0.002
            a/dear *            yes   640×400 PNG: keep                               ~342          ~$0.01
            y/unpriced          yes   640×400 PNG: keep                               ~342          unknown
            z/refuses           no    image_too_small: The image is 4×4 px, and this
                                      model takes none below 14 px. Send a larger
                                      image, or choose another model.

            """);
        run.Error.ShouldBe("""
            ~ estimated: the provider publishes no exact rule
            * not connected here: 'iris check' tells what is, docs/configuration.md how to add a provider
            6 of 7 take it. PROMPT is the price of the pictures alone; text comes on top.

            """);
    }

    [Fact]
    public async Task Fit_AnyAnswer_FitsATerminalOf100Columns()
    {
        var long40 = new string('m', 60);
        await using var iris = await EstimatingAsync(
            Row($"author/{long40}", images: [Shrunk, Kept, Shrunk], tokens: 123_456_789, cost: "123456.123456", atHand: false),
            Row("b/b", reason: $"unsupported_image_format: {new string('x', 300)}\nand more"));

        var run = await FitAsync(iris, _photo, _second, "https://example.com/a.jpg?token=secret");

        run.Output.Split('\n').ShouldAllBe(line => line.Length <= 100 && line == line.TrimEnd());
        run.Output.ShouldStartWith("1: photo.heic\n2: dash board.png\n3: https://example.com/a.jpg\n\nMODEL");
        run.Output.ShouldContain("1: 4000×3000 HEIC");
        run.Output.ShouldContain("2: 640×400 PNG: keep");
        run.Output.ShouldNotContain("secret");
        string.Concat(run.Output.Where(letter => letter == 'm')).Length.ShouldBeGreaterThanOrEqualTo(60, "a long name goes on in the next line");
    }

    [Fact]
    public async Task Fit_PassedUrl_SaysSo()
    {
        await using var iris = await EstimatingAsync(Row("a/b", images: ["""{"part":"p","from":null,"to":null,"steps":["link"],"tokens_before":1600,"tokens_after":1600,"estimated":true}"""], tokens: 1600, cost: "0.0048"));

        (await FitAsync(iris, "https://example.com/a.jpg")).Output.ShouldContain("URL: link");
    }

    [Fact]
    public async Task Fit_ModelRefuses_SaysWhyAndFails()
    {
        await using var iris = await EstimatingAsync(Row("a/b", reason: "image_too_small: Too small."));

        var run = await FitAsync(iris, _photo, "-m", "a/b");

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Output.ShouldContain("a/b    no    image_too_small: Too small.");
        run.Error.ShouldContain("Leave --model out");
    }

    [Theory]
    [InlineData(true, true, ExitCodes.Done)]
    [InlineData(true, false, ExitCodes.Failed)]
    [InlineData(false, false, ExitCodes.Done)]
    public async Task Fit_OneOfTwoRefuses_FailsOnlyWhenBothWereNamed(bool named, bool bothTake, int expected)
    {
        await using var iris = await EstimatingAsync(Row("a/takes", images: [Kept]), bothTake ? Row("b/takes", images: [Kept]) : Row("b/refuses", reason: "x: y"));

        var run = named ? await FitAsync(iris, _photo, "-m", "a/takes", "-m", "b/refuses") : await FitAsync(iris, _photo);

        run.ExitCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Fit_OneOfTwoProvidersOfTheModelRefuses_Fits()
    {
        await using var iris = await EstimatingAsync(Row("a/b", images: [Kept], endpoint: "p:b"), Row("a/b", reason: "x: y", endpoint: "q:b"));

        (await FitAsync(iris, _photo, "-m", "a/b")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task Fit_EveryOption_ReachesTheGateway()
    {
        JsonNode? body = null;
        string? path = null;
        await using var iris = await ScriptedIris.StartAsync(async context =>
        {
            path = context.Request.Path + context.Request.QueryString;
            body = await JsonNode.ParseAsync(context.Request.Body);
            await context.Response.WriteAsync(Answer(Row("a/b", images: [Kept])));
        });

        await FitAsync(iris, _photo, "https://example.com/b.png?x=1&y=2", "--model", "a/b", "-m", "c:7b", "--policy", "strict", "--detail", "low", "--max-tokens-per-image", "500");

        path.ShouldBe("/v1/estimate");
        var sent = body.ShouldNotBeNull();
        sent["models"]!.ToJsonString().ShouldBe("""["a/b","c:7b"]""");
        sent["iris"]!.ToJsonString().ShouldBe("""{"images":{"policy":"strict","max_tokens_per_image":500,"detail":"low"}}""");
        var parts = sent["messages"]![0]!["content"]!.AsArray();
        parts.Select(part => part!["type"]!.GetValue<string>()).ShouldBe(["image_url", "image_url"]);
        parts[0]!["image_url"]!["url"]!.GetValue<string>().ShouldEndWith("," + Convert.ToBase64String("one"u8));
        parts[1]!["image_url"]!["url"]!.GetValue<string>().ShouldBe("https://example.com/b.png?x=1&y=2");

        await FitAsync(iris, _photo);
        path.ShouldBe("/v1/estimate?scope=catalogue");
        body["models"].ShouldBeNull();
        body["iris"]!.ToJsonString().ShouldBe("""{"images":{}}""");
    }

    [Fact]
    public async Task Fit_Json_PrintsTheAnswerAsItIs()
    {
        var answer = Answer(Row("a/b", reason: "x: y"));
        await using var iris = await EstimatingAsync(Row("a/b", reason: "x: y"));

        var run = await FitAsync(iris, "--json", _photo, "-m", "a/b");

        run.ShouldBe(new CommandRun(ExitCodes.Failed, answer + "\n", ""));
    }

    [Fact]
    public async Task Fit_ImageThatNoModelCouldTake_PrintsTheMessageOfTheGateway()
    {
        await using var iris = await ScriptedIris.StartAsync(context =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("""{"error":{"code":400,"message":"The image is broken: its end is missing.","param":"messages[0].content[0].image_url.url","metadata":{"reason":"image_decode_failed"}}}""");
        });

        var run = await FitAsync(iris, _photo);

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBe("iris: The image is broken: its end is missing.\n");
    }

    [Theory]
    [InlineData("<html>hello</html>", "IRIS_URL")]
    [InlineData("""{"object":"list"}""", "IRIS_URL")]
    [InlineData("""{"object":"estimate","data":[{"accepted":true}]}""", "IRIS_URL")]
    [InlineData("""{"object":"estimate","data":[]}""", "iris models")]
    public async Task Fit_AnswerThatIsNoEstimate_SaysWhatToDo(string answer, string remedy)
    {
        await using var iris = await ScriptedIris.StartAsync(context => context.Response.WriteAsync(answer));

        var run = await FitAsync(iris, _photo);

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain(remedy);
    }

    [Fact]
    public async Task Fit_NamesWithTerminalCommands_PrintOnlyTheirText()
    {
        await using var iris = await EstimatingAsync(Row("a/\u001b[31mred\u0007", images: [Kept]), Row("a/b", reason: "x: \u009b2J gone"));

        var run = await FitAsync(iris, _photo);

        run.Output.ShouldContain("a/[31mred");
        run.Output.ShouldNotContain('\u001b');
        run.Output.ShouldNotContain('\u009b');
    }

    [Theory]
    [InlineData]
    [InlineData("missing.heic")]
    [InlineData("PHOTO", "What is it?")]
    [InlineData("PHOTO", "--policy", "sometimes")]
    [InlineData("PHOTO", "--detail", "medium")]
    [InlineData("PHOTO", "--max-tokens-per-image", "0")]
    [InlineData("PHOTO", "--max-tokens-per-image", "1000001")]
    [InlineData("PHOTO", "--max-tokens-per-image", "many")]
    [InlineData("PHOTO", "--nonsense")]
    public async Task Fit_WrongArguments_IsMisuseAndAsksNobody(params string[] arguments)
    {
        var asked = false;
        await using var iris = await ScriptedIris.StartAsync(_ =>
        {
            asked = true;
            return Task.CompletedTask;
        });

        var run = await FitAsync(iris, [.. arguments.Select(word => word == "PHOTO" ? _photo : word)]);

        run.ExitCode.ShouldBe(ExitCodes.Misused);
        run.Error.ShouldNotBeEmpty();
        asked.ShouldBeFalse();
    }

    private Task<CommandRun> FitAsync(ScriptedIris iris, params string[] arguments)
        => CommandRun.Of(
            new Dictionary<string, string>
            {
                ["IRIS_URL"] = iris.Address.ToString(),
                ["IRIS_DATA"] = _temporary.Path,
                ["IRIS_API_KEY"] = "a-key-of-the-operator-for-tests",
            },
            "/",
            ["fit", .. arguments]);

    private static Task<ScriptedIris> EstimatingAsync(params string[] rows) => ScriptedIris.StartAsync(context => context.Response.WriteAsync(Answer(rows)));

    private static string Answer(params string[] rows) => $$"""{"object":"estimate","data":[{{string.Join(',', rows)}}]}""";

    private static string Row(string model, string[]? images = null, long tokens = 342, string? cost = null, bool atHand = true, string? reason = null, string? endpoint = null)
        => $$"""
            {"model":{{JsonSerializer.Serialize(model)}},"endpoint":{{JsonSerializer.Serialize(endpoint)}},"at_hand":{{(atHand ? "true" : "false")}},"accepted":{{(reason is null ? "true" : "false")}},"reason":{{JsonSerializer.Serialize(reason)}},"images":[{{string.Join(',', images ?? [])}}],"image_tokens":{{tokens}},"prompt_tokens":{{tokens + 4}},"estimated":true,"cost":{{JsonSerializer.Serialize(cost)}}}
            """;
}
