using System.Text.Json.Nodes;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Upstreams;

/// <summary>Deadlines, rest and keep-alive, on a clock that the test moves.</summary>
public sealed class UpstreamTimeTests
{
    private const string Hello = """{"model":"test/vision","messages":[{"role":"user","content":"hi"}]}""";
    private const string HelloStream = """{"model":"test/vision","stream":true,"messages":[{"role":"user","content":"hi"}]}""";
    // A span that nothing else waits for.
    private static readonly TimeSpan StatusHold = TimeSpan.FromSeconds(11);

    [Fact]
    public async Task Post_FiveFailures_SendTheEndpointToRest()
    {
        var time = new SteppedTime();
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, time: time);
        for (var i = 0; i < 5; i++)
        {
            upstream.Next(500, "{}");
            using var failed = await gateway.PostAsync(Hello);
            ((int)failed.StatusCode).ShouldBe(502);
        }

        using (var resting = await gateway.PostAsync(Hello))
        {
            await RunningGateway.ShouldFailAsync(resting, 503, "provider_overloaded", "all_endpoints_down", null);
            resting.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));
            resting.Headers.Contains("x-should-retry").ShouldBeFalse();
        }

        upstream.Received.Count.ShouldBe(5);
        time.Advance(TimeSpan.FromSeconds(30));
        using var rested = await gateway.PostAsync(Hello);
        ((int)rested.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Post_FailuresWithASuccessBetween_DoNotAddUp()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, time: new SteppedTime());
        for (var i = 0; i < 9; i++)
        {
            upstream.Next(i == 4 ? 200 : 500, i == 4 ? FakeUpstream.Completion("ok") : "{}");
            using var response = await gateway.PostAsync(Hello);
        }

        upstream.Received.Count.ShouldBe(9);
        using var last = await gateway.PostAsync(Hello);
        ((int)last.StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task Post_FaultsOfRequests_DoNotCount(int status)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, time: new SteppedTime());
        for (var i = 0; i < 7; i++)
        {
            upstream.Next(status, "{}");
            using var response = await gateway.PostAsync(Hello);
            ((int)response.StatusCode).ShouldBe(status);
        }

        upstream.Received.Count.ShouldBe(7);
    }

    [Fact]
    public async Task Post_RateLimited_CoolsDownForAsLongAsAsked()
    {
        var time = new SteppedTime();
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, time: time);
        upstream.Next(429, "{}", "application/json", ("Retry-After", "7"));
        using var limited = await gateway.PostAsync(Hello);
        ((int)limited.StatusCode).ShouldBe(429);

        time.Advance(TimeSpan.FromSeconds(3));
        using var cooling = await gateway.PostAsync(Hello);
        await RunningGateway.ShouldFailAsync(cooling, 503, "all_endpoints_down");
        cooling.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(4));

        time.Advance(TimeSpan.FromSeconds(4));
        using var cool = await gateway.PostAsync(Hello);
        ((int)cool.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Post_ParkedAccount_IsToldAsSuchAndTriedAgainLater()
    {
        var time = new SteppedTime();
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, time: time);
        upstream.Next(401, "{}");
        for (var i = 0; i < 2; i++)
        {
            using var refused = await gateway.PostAsync(Hello);
            await RunningGateway.ShouldFailAsync(refused, 502, "upstream_auth");
            refused.Headers.GetValues("x-should-retry").Single().ShouldBe("false");
        }

        upstream.Received.Count.ShouldBe(1);
        time.Advance(TimeSpan.FromMinutes(10));
        using var response = await gateway.PostAsync(Hello);
        ((int)response.StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData(Hello)]
    [InlineData(HelloStream)]
    public async Task Post_NoFirstByteInTime_Is504(string body)
    {
        var time = new SteppedTime();
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, Limits("upstream_first_byte: 8s"), time);
        var held = upstream.NextHeld();

        var posting = gateway.PostAsync(body);
        await held.Began;
        time.Advance(TimeSpan.FromSeconds(8));
        using var response = await posting;

        await RunningGateway.ShouldFailAsync(response, 504, "timeout", "upstream_timeout", null);
        await held.Aborted;
    }

    [Fact]
    public async Task Post_NoFirstByteInTime_NextEndpointIsAsked()
    {
        var time = new SteppedTime();
        await using var first = await FakeUpstream.StartAsync();
        await using var second = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(
            $"""
            models:
              shared: [first/test/vision, second/test/vision]
            providers:
            {RunningGateway.Provider("first", first.BaseUrl)}
            {RunningGateway.Provider("second", second.BaseUrl)}
            {Limits("upstream_first_byte: 8s")}
            """,
            time);
        var held = first.NextHeld();

        var posting = gateway.PostAsync(Hello.Replace("test/vision", "shared", StringComparison.Ordinal));
        await held.Began;
        time.Advance(TimeSpan.FromSeconds(8));
        using var response = await posting;

        ((int)response.StatusCode).ShouldBe(200);
        second.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Stream_StallsAfterItsFirstEvent_IsToldInBand()
    {
        var time = new SteppedTime();
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, Limits("upstream_idle: 20s"), time);
        var held = upstream.NextHeld(FakeUpstream.Chunk("half"));

        using var response = await gateway.PostAsync(HelloStream);
        await time.UntilTimerAsync(TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromSeconds(20));
        var events = await ServerSentEvents.ReadAsync(response);

        events[^1].ShouldBe("[DONE]");
        JsonNode.Parse(events[^2])!["error"]!["metadata"]!["reason"]!.GetValue<string>().ShouldBe("upstream_timeout");
        await held.Aborted;
    }

    [Fact]
    public async Task Stream_SlowFirstEvent_IsBridgedByComments()
    {
        var time = new SteppedTime();
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, Limits("status_hold: 11s"), time);
        var held = upstream.NextHeld();

        var posting = gateway.PostAsync(HelloStream);
        await held.Began;
        await time.UntilTimerAsync(StatusHold);
        posting.IsCompleted.ShouldBeFalse();
        time.Advance(StatusHold);
        using var response = await posting;
        ((int)response.StatusCode).ShouldBe(200);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");

        await time.UntilTimerAsync(StatusHold);
        time.Advance(StatusHold);
        await time.UntilTimerAsync(StatusHold);
        held.Finish(FakeUpstream.Stream("at last"));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        text.ShouldStartWith(": IRIS PROCESSING\n\n: IRIS PROCESSING\n\ndata: ");
        text.ShouldContain("at last");
        text.ShouldEndWith("data: [DONE]\n\n");
    }

    [Fact]
    public async Task Stream_FailureAfterTheFirstComment_IsToldInBand()
    {
        var time = new SteppedTime();
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, Limits("status_hold: 11s"), time);
        var held = upstream.NextHeld();

        var posting = gateway.PostAsync(HelloStream);
        await held.Began;
        await time.UntilTimerAsync(StatusHold);
        time.Advance(StatusHold);
        using var response = await posting;
        held.Finish("data: {\"error\":{\"message\":\"boom\"}}\n\n");
        var events = await ServerSentEvents.ReadAsync(response);

        ((int)response.StatusCode).ShouldBe(200);
        events.Count.ShouldBe(2);
        JsonNode.Parse(events[0])!["error"]!["metadata"]!["reason"]!.GetValue<string>().ShouldBe("upstream_stream_error");
        events[1].ShouldBe("[DONE]");
    }

    [Fact]
    public async Task Stream_FailureAfterTheFirstComment_NextEndpointIsStillAsked()
    {
        var time = new SteppedTime();
        await using var first = await FakeUpstream.StartAsync();
        await using var second = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(
            $"""
            models:
              shared: [first/test/vision, second/test/vision]
            providers:
            {RunningGateway.Provider("first", first.BaseUrl)}
            {RunningGateway.Provider("second", second.BaseUrl)}
            {Limits("status_hold: 11s")}
            """,
            time);
        var held = first.NextHeld();
        second.NextStream("from the second");

        var posting = gateway.PostAsync(HelloStream.Replace("test/vision", "shared", StringComparison.Ordinal));
        await held.Began;
        await time.UntilTimerAsync(StatusHold);
        time.Advance(StatusHold);
        using var response = await posting;
        held.Finish("data: {\"error\":{\"message\":\"boom\"}}\n\n");
        var events = await ServerSentEvents.ReadAsync(response);

        events[^1].ShouldBe("[DONE]");
        events.ShouldContain(data => data.Contains("from the second", StringComparison.Ordinal));
        events.ShouldNotContain(data => data.Contains("\"error\"", StringComparison.Ordinal));
    }

    private static string Limits(string limit) => $"""
        limits:
          {limit}
        """;
}
