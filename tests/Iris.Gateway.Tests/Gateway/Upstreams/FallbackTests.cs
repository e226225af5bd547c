using System.Text.Json.Nodes;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Upstreams;

/// <summary>Two upstreams: when the second is asked, and when not.</summary>
public sealed class FallbackTests
{
    private const string Hello = """{"model":"shared","messages":[{"role":"user","content":"hi"}]}""";
    private const string HelloStream = """{"model":"shared","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(503, "{}")]
    [InlineData(429, "{}")]
    [InlineData(429, """{"error":{"code":"insufficient_quota"}}""")]
    [InlineData(401, "{}")]
    [InlineData(404, "{}")]
    [InlineData(413, "{}")]
    [InlineData(302, "")]
    [InlineData(200, "")]
    [InlineData(200, "<html></html>")]
    [InlineData(200, """{"choices":[]}""")]
    [InlineData(200, """{"error":{"message":"boom"}}""")]
    [InlineData(400, """{"error":{"message":"Could not process image"}}""")]
    public async Task Post_FirstFails_SecondAnswers(int status, string body)
    {
        foreach (var request in (string[])[Hello, HelloStream])
        {
            await using var first = await FakeUpstream.StartAsync();
            await using var second = await FakeUpstream.StartAsync();
            await using var gateway = await StartAsync(first, second);
            first.Next(status, body);
            second.NextAnswer("from the second");

            using var response = await gateway.PostAsync(request);

            ((int)response.StatusCode).ShouldBe(200);
            (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("from the second");
            first.Received.Count.ShouldBe(1);
            second.Received.Count.ShouldBe(1);
            var row = (await gateway.StopAndReadLedgerAsync()).Single();
            row.Attempts.ShouldBe(2);
            row.Status.ShouldBe(200);
            row.Endpoint!.ShouldStartWith("second");
        }
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"temperature too high"}}""")]
    [InlineData(422, "{}")]
    [InlineData(400, """{"error":{"message":"blocked","code":"content_policy_violation"}}""")]
    public async Task Post_FirstCallsTheRequestWrong_SecondIsNotAsked(int status, string body)
    {
        await using var first = await FakeUpstream.StartAsync();
        await using var second = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(first, second);
        first.Next(status, body);

        using var response = await gateway.PostAsync(Hello);

        ((int)response.StatusCode).ShouldBe(status);
        second.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_E2_FirstResets_SecondGetsTheWholeRequestWithItsImages()
    {
        await using var first = await FakeUpstream.StartAsync();
        await using var second = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(first, second);
        var image = Pictures.Noise(800, 600);
        image.Length.ShouldBeGreaterThan(1_024_000);
        first.NextReset();

        using var response = await gateway.PostAsync(RunningGateway.Chat($$"""{"type":"image","image":"{{Pictures.Base64(image)}}"}""", "shared"));

        ((int)response.StatusCode).ShouldBe(200);
        second.Single.Image(0).Bytes.ShouldBe(image);
        second.Single.Body.ShouldBe(first.Single.Body);
    }

    [Fact]
    public async Task Stream_FirstFailsBeforeItsFirstEvent_SecondStreams()
    {
        await using var first = await FakeUpstream.StartAsync();
        await using var second = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(first, second);
        first.Next(200, "data: {\"error\":{\"message\":\"boom\"}}\n\n", "text/event-stream");
        second.NextStream("from", " the second");

        using var response = await gateway.PostAsync(HelloStream);

        var events = await ServerSentEvents.ReadAsync(response);
        events[^1].ShouldBe("[DONE]");
        var chunks = events.SkipLast(1).Select(data => JsonNode.Parse(data)!).ToList();
        chunks.ShouldAllBe(chunk => chunk["provider"]!.GetValue<string>() == "second");
        chunks.ShouldAllBe(chunk => chunk["error"] == null);
    }

    [Fact]
    public async Task Stream_FirstFailsAfterItsFirstEvent_SecondIsNotAsked()
    {
        await using var first = await FakeUpstream.StartAsync();
        await using var second = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(first, second);
        first.Next(200, FakeUpstream.Chunk("from the first"), "text/event-stream");

        using var response = await gateway.PostAsync(HelloStream);

        var events = await ServerSentEvents.ReadAsync(response);
        JsonNode.Parse(events[^2])!["error"]!["metadata"]!["reason"]!.GetValue<string>().ShouldBe("upstream_stream_cut");
        second.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_ListOfModels_IsTriedInOrder()
    {
        await using var first = await FakeUpstream.StartAsync();
        await using var second = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($"""
            providers:
            {RunningGateway.Provider("first", first.BaseUrl, "test/one")}
            {RunningGateway.Provider("second", second.BaseUrl, "test/two")}
            """);
        first.Next(500, "{}");

        using var response = await gateway.PostAsync("""{"model":"test/one","models":["test/none","test/two"],"messages":[{"role":"user","content":"hi"}]}""");

        ((int)response.StatusCode).ShouldBe(200);
        (await RunningGateway.JsonAsync(response))["model"]!.GetValue<string>().ShouldBe("test/two");
        second.Single.Json["model"]!.GetValue<string>().ShouldBe("test/two");
        second.Single.Json.AsObject().ContainsKey("models").ShouldBeFalse();
    }

    [Fact]
    public async Task Post_OnlyAListOfModels_BeginsWithItsFirst()
    {
        await using var first = await FakeUpstream.StartAsync();
        await using var second = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($"""
            providers:
            {RunningGateway.Provider("first", first.BaseUrl, "test/one")}
            {RunningGateway.Provider("second", second.BaseUrl, "test/two")}
            """);

        using var response = await gateway.PostAsync("""{"models":["test/two","test/one"],"messages":[{"role":"user","content":"hi"}]}""");

        ((int)response.StatusCode).ShouldBe(200);
        (await RunningGateway.JsonAsync(response))["model"]!.GetValue<string>().ShouldBe("test/two");
        first.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_BothFail_TheLastErrorIsTold()
    {
        await using var first = await FakeUpstream.StartAsync();
        await using var second = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(first, second);
        first.Next(500, "{}");
        second.Next(503, "{}", "application/json", ("Retry-After", "9"));

        using var response = await gateway.PostAsync(Hello);

        var error = await RunningGateway.ShouldFailAsync(response, 503, "upstream_overloaded");
        error["metadata"]!["provider_name"]!.GetValue<string>().ShouldBe("second");
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task Post_ParkedEndpoint_IsPassedOver()
    {
        await using var first = await FakeUpstream.StartAsync();
        await using var second = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(first, second);
        first.Next(401, "{}");

        for (var i = 0; i < 3; i++)
        {
            using var response = await gateway.PostAsync(Hello);
            ((int)response.StatusCode).ShouldBe(200);
        }

        first.Received.Count.ShouldBe(1);
        second.Received.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Post_MoreThanThreeEndpoints_ThreeAreTried()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        string[] names = ["a", "b", "c", "d"];
        await using var gateway = await RunningGateway.StartAsync($"""
            models:
              shared: [{string.Join(", ", names.Select(name => $"{name}/test/vision"))}]
            providers:
            {string.Join('\n', names.Select(name => RunningGateway.Provider(name, upstream.BaseUrl)))}
            """);
        for (var i = 0; i < names.Length; i++)
        {
            upstream.Next(500, "{}");
        }

        using var response = await gateway.PostAsync(Hello);

        await RunningGateway.ShouldFailAsync(response, 502, "upstream_unavailable");
        upstream.Received.Count.ShouldBe(3);
    }

    private static Task<RunningGateway> StartAsync(FakeUpstream first, FakeUpstream second) => RunningGateway.StartAsync($"""
        models:
          shared: [first/test/vision, second/test/vision]
        providers:
        {RunningGateway.Provider("first", first.BaseUrl)}
        {RunningGateway.Provider("second", second.BaseUrl)}
        """);
}
