using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Upstreams;

/// <summary>Rows F9 to F21 of the fault matrix: an upstream that answers with an HTTP error, and no other to go to.</summary>
public sealed class HttpErrorTests
{
    private const string Hello = """{"model":"test/vision","messages":[{"role":"user","content":"hi"}]}""";
    private const string KeyInWords = "Incorrect API key provided: " + RunningGateway.UpstreamKey + ". See https://vendor.example/keys?account=canary-account";

    public static TheoryData<int, string, int, string, string, bool> Errors => new()
    {
        { 500, """{"error":{"message":"boom","type":"server_error"}}""", 502, "provider_unavailable", "upstream_unavailable", true },
        { 502, "<html><body><h1>502 Bad Gateway</h1>cloud</body></html>", 502, "provider_unavailable", "upstream_unavailable", true },
        { 504, "", 504, "timeout", "upstream_timeout", true },
        { 408, """{"error":{"message":"slow"}}""", 504, "timeout", "upstream_timeout", true },
        { 503, """{"error":{"message":"busy"}}""", 503, "provider_overloaded", "upstream_overloaded", true },
        { 529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", 503, "provider_overloaded", "upstream_overloaded", true },
        { 429, """{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}""", 429, "rate_limit_exceeded", "upstream_rate_limited", true },
        { 429, """{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}""", 502, "provider_unavailable", "upstream_quota", false },
        { 402, """{"error":{"message":"Insufficient credits"}}""", 502, "provider_unavailable", "upstream_quota", false },
        { 401, $$$"""{"error":{"message":"{{{KeyInWords}}}","code":"invalid_api_key"}}""", 502, "provider_unavailable", "upstream_auth", false },
        { 403, """{"error":{"message":"Country not supported"}}""", 502, "provider_unavailable", "upstream_auth", false },
        { 404, """{"error":{"message":"The model `inner-name` does not exist","code":"model_not_found"}}""", 404, "not_found", "upstream_model_not_found", false },
        { 400, """{"error":{"message":"temperature must be at most 2","param":"temperature","code":"invalid_value"}}""", 400, "invalid_request", "upstream_rejected", false },
        { 400, """{"error":{"message":"Could not process image","type":"invalid_request_error"}}""", 400, "invalid_image", "image_rejected_by_upstream", false },
        { 400, """{"error":{"message":"This model's maximum context length is 8192 tokens","code":"context_length_exceeded"}}""", 400, "context_length_exceeded", "context_length_exceeded", false },
        { 400, """{"error":{"message":"blocked","code":"content_policy_violation"}}""", 400, "content_policy_violation", "content_policy_violation", false },
        { 413, """{"error":{"message":"Request too large"}}""", 413, "payload_too_large", "upstream_payload_too_large", false },
        { 422, """{"detail":[{"loc":["body"],"msg":"value is wrong"}]}""", 422, "unprocessable", "upstream_unprocessable", false },
        { 402, """{"error":{"message":"This request requires more credits, or fewer max_tokens. You requested up to 65536 tokens, but can only afford 100","code":402}}""", 400, "invalid_request", "upstream_rejected", false },
        { 403, "<html><body>Blocked by the firewall</body></html>", 502, "provider_unavailable", "upstream_unavailable", true },
        { 500, """{"error":{"code":500,"message":"image input is not supported - hint: you may need to provide the mmproj","type":"server_error"}}""", 404, "not_found", "no_image_input", false },
        { 404, """{"error":{"code":404,"message":"No endpoints found that support image input"}}""", 404, "not_found", "no_image_input", false },
        { 418, "short and stout", 400, "invalid_request", "upstream_rejected", false },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Post_UpstreamError_IsMapped(int upstreamStatus, string body, int status, string errorType, string reason, bool worthRetrying)
    {
        foreach (var stream in (bool[])[false, true])
        {
            await using var upstream = await FakeUpstream.StartAsync();
            await using var gateway = await RunningGateway.StartAsync(upstream);
            upstream.Next(upstreamStatus, body, body.StartsWith('<') ? "text/html" : "application/json");

            using var response = await gateway.PostAsync(stream ? Hello.Replace("\"messages\"", "\"stream\":true,\"messages\"", StringComparison.Ordinal) : Hello);

            var error = await RunningGateway.ShouldFailAsync(response, status, reason);
            error["metadata"]!["error_type"]!.GetValue<string>().ShouldBe(errorType);
            error["metadata"]!["provider_name"]!.GetValue<string>().ShouldBe("test");
            response.Headers.TryGetValues("x-should-retry", out var retry);
            (retry?.Single()).ShouldBe(worthRetrying ? null : "false");
            error.ToJsonString().ShouldNotContain("<h1>");
            upstream.Received.Count.ShouldBe(1);
            var row = (await gateway.StopAndReadLedgerAsync()).ShouldHaveSingleItem();
            row.Status.ShouldBe(status);
            row.Reason.ShouldBe(reason);
            row.Attempts.ShouldBe(1);
            row.PromptTokens.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(429, "7", 429, "upstream_rate_limited", "7")]
    [InlineData(503, "5", 503, "upstream_overloaded", "5")]
    [InlineData(503, "Fri, 20 Nov 2026 12:00:30 GMT", 503, "upstream_overloaded", "30")]
    [InlineData(429, "999999", 429, "upstream_rate_limited", "3600")]
    [InlineData(429, "-5", 429, "upstream_rate_limited", null)]
    [InlineData(429, "soon", 429, "upstream_rate_limited", null)]
    public async Task Post_RetryAfter_IsPassedOn(int upstreamStatus, string value, int status, string reason, string? expected)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, time: new SteppedTime());
        upstream.Next(upstreamStatus, "{}", "application/json", ("Retry-After", value));

        using var response = await gateway.PostAsync(Hello);

        await RunningGateway.ShouldFailAsync(response, status, reason);
        response.Headers.TryGetValues("Retry-After", out var found);
        (found?.Single()).ShouldBe(expected);
    }

    [Fact]
    public async Task Post_UpstreamRejectsARequest_ItsWordsAndFieldAreTold()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(400, """{"error":{"message":"temperature must be at most 2","param":"temperature"}}""");

        using var response = await gateway.PostAsync(Hello);

        var error = await RunningGateway.ShouldFailAsync(response, 400, "invalid_request", "upstream_rejected", "temperature");
        error["message"]!.GetValue<string>().ShouldBe("Provider returned error");
        error["metadata"]!["raw"]!.GetValue<string>().ShouldBe("temperature must be at most 2");
    }

    [Fact]
    public async Task Post_UpstreamDoesNotKnowTheModel_TheCallersOwnNameIsTold()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, """
            models:
              my-eyes: [test/test/vision]
            """);
        upstream.Next(404, """{"error":{"message":"The model `test/vision` does not exist"}}""");

        using var response = await gateway.PostAsync(Hello.Replace("test/vision", "my-eyes", StringComparison.Ordinal));

        var error = await RunningGateway.ShouldFailAsync(response, 404, "upstream_model_not_found");
        error["message"]!.GetValue<string>().ShouldContain("my-eyes");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    [InlineData(422)]
    [InlineData(500)]
    public async Task Post_UpstreamTellsItsKey_NobodyHearsIt(int status)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(status, $$"""{"error":{"message":"{{KeyInWords}}","param":"{{RunningGateway.UpstreamKey}}"} }""");

        using var response = await gateway.PostAsync(Hello);

        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var text in (string[])[body, gateway.Log.Text])
        {
            text.ShouldNotContain(RunningGateway.UpstreamKey);
            text.ShouldNotContain("canary-account");
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task Post_UpstreamRedirects_IsNotFollowed(int status)
    {
        await using var elsewhere = await FakeUpstream.StartAsync();
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(status, "", "text/plain", ("Location", $"{elsewhere.BaseUrl}/chat/completions"));

        using var response = await gateway.PostAsync(Hello);

        await RunningGateway.ShouldFailAsync(response, 502, "upstream_redirect");
        elsewhere.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_UpstreamHeaders_DoNotReachTheCaller()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        upstream.Next(200, FakeUpstream.Completion("ok"), "application/json", ("Set-Cookie", "a=b"), ("Server", "vendor"), ("x-vendor-org", "org-1"));

        using var response = await gateway.PostAsync(Hello);

        ((int)response.StatusCode).ShouldBe(200);
        response.Headers.Select(header => header.Key).ShouldBeSubsetOf(["Date", "Transfer-Encoding", "X-Generation-Id", "Content-Length"]);
    }
}
