using System.Text;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway;

/// <summary>Step 1 over HTTP: which headers carry a key, and what is said without a good one.</summary>
public sealed class AuthenticationTests
{
    private const string Wrong = "wrong-key-of-at-least-twenty-characters";

    public static TheoryData<string> GoodHeaders =>
    [
        $"Authorization: Bearer {RunningGateway.Key}",
        $"Authorization: bearer {RunningGateway.Key}",
        $"authorization: BEARER   {RunningGateway.Key}",
        $"Authorization: {RunningGateway.Key}",
        $"x-api-key: {RunningGateway.Key}",
        $"X-API-KEY: {RunningGateway.Key}",
        $"token: {RunningGateway.Key}",
        $"Authorization: Bearer {RunningGateway.Key}\r\nx-api-key: {RunningGateway.Key}\r\ntoken: {RunningGateway.Key}",
        $"Authorization: Bearer\r\nx-api-key: {RunningGateway.Key}",
        $"Authorization: Bearer {RunningGateway.Key}\r\nx-api-key:",
        $"Authorization: Bearer {RunningGateway.Key}\r\nCookie:",
    ];

    public static TheoryData<string, int, string> BadHeaders => new()
    {
        { "Accept: */*", 401, "missing_key" },
        { "Authorization:", 401, "missing_key" },
        { "Authorization: Bearer", 401, "missing_key" },
        { "Authorization: Bearer    ", 401, "missing_key" },
        { "x-api-key:", 401, "missing_key" },
        { $"Authorization: Bearer {Wrong}", 401, "invalid_key" },
        { $"Authorization: Bearer{RunningGateway.Key}", 401, "invalid_key" },
        { $"Authorization: Basic {RunningGateway.Key}", 401, "invalid_key" },
        { $"Authorization: Bearer {RunningGateway.Key}x", 401, "invalid_key" },
        { $"Authorization: Bearer {RunningGateway.Key[..^1]}", 401, "invalid_key" },
        { $"Authorization: Bearer {RunningGateway.Key.ToUpperInvariant()}", 401, "invalid_key" },
        { $"x-api-key: Bearer {RunningGateway.Key}", 401, "invalid_key" },
        { $"token: {Wrong}", 401, "invalid_key" },
        { $"Authorization: Bearer {RunningGateway.Key}\r\nx-api-key: {Wrong}", 400, "conflicting_credentials" },
        { $"x-api-key: {Wrong}\r\ntoken: {RunningGateway.Key}", 400, "conflicting_credentials" },
        { $"Authorization: Bearer {RunningGateway.Key}\r\nAuthorization: Bearer {Wrong}", 400, "conflicting_credentials" },
        { $"Authorization: Bearer {RunningGateway.Key}\r\nAuthorization: Bearer {RunningGateway.Key}", 400, "conflicting_credentials" },
        { $"x-api-key: {RunningGateway.Key}\r\nx-api-key: {RunningGateway.Key}", 400, "conflicting_credentials" },
    };

    [Theory]
    [MemberData(nameof(GoodHeaders))]
    public async Task Request_WithTheKey_IsServed(string headers)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        (await ChatAsync(gateway, headers)).Status.ShouldBe(200);
        (await ModelsAsync(gateway, headers)).Status.ShouldBe(200);
        upstream.Single.Text.ShouldNotContain(RunningGateway.Key);
        upstream.Single.Headers.Values.ShouldNotContain(value => value.Contains(RunningGateway.Key, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(BadHeaders))]
    public async Task Request_WithoutAGoodKey_IsRefused(string headers, int status, string reason)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        foreach (var (found, _, body) in ((int, string, string)[])[await ChatAsync(gateway, headers), await ModelsAsync(gateway, headers)])
        {
            found.ShouldBe(status, body);
            var error = System.Text.Json.Nodes.JsonNode.Parse(body)!["error"]!;
            error["code"]!.GetValue<int>().ShouldBe(status);
            error["type"]!.GetValue<string>().ShouldBe(status == 401 ? "authentication_error" : "invalid_request_error");
            error["param"].ShouldBeNull();
            error["metadata"]!["error_type"]!.GetValue<string>().ShouldBe(status == 401 ? "authentication" : "invalid_request");
            error["metadata"]!["reason"]!.GetValue<string>().ShouldBe(reason);
            body.ShouldNotContain(RunningGateway.Key, Case.Insensitive);
            body.ShouldNotContain(Wrong);
        }

        upstream.Received.ShouldBeEmpty();
        gateway.Log.Text.ShouldNotContain(RunningGateway.Key, Case.Insensitive);
        gateway.Log.Text.ShouldNotContain(Wrong);
        (await gateway.StopAndReadLedgerAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_NeedsNoKey(string path)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var response = await gateway.Http.GetAsync(path, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData("/v1/models")]
    [InlineData("/api/v1/models")]
    [InlineData("/models")]
    [InlineData("/models/iris/local-vision")]
    [InlineData("/models/iris/local-vision/endpoints")]
    [InlineData("/model/iris/local-vision")]
    [InlineData("//models")]
    [InlineData("/MODELS")]
    [InlineData("/health/../models")]
    [InlineData("/v1/models?key=1")]
    public async Task Get_AnyCallerRouteWithoutKey_TellsNothing(string path)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var connection = await RawConnection.OpenAsync(gateway.Address);
        await connection.SendAsync($"GET {path} HTTP/1.1\r\nHost: x/v1/health?\r\n\r\n");
        var (status, _, body) = await connection.ReadAnswerAsync();

        status.ShouldBeOneOf(400, 401, 404);
        body.ShouldNotContain("local-vision");
    }

    private static Task<(int Status, string Head, string Body)> ChatAsync(RunningGateway gateway, string headers)
    {
        const string Body = """{"model":"test/vision","messages":[{"role":"user","content":"hi"}]}""";
        return SendAsync(gateway, $"POST /v1/chat/completions HTTP/1.1\r\nHost: iris\r\n{headers}\r\nContent-Length: {Encoding.UTF8.GetByteCount(Body)}\r\n\r\n{Body}");
    }

    private static Task<(int Status, string Head, string Body)> ModelsAsync(RunningGateway gateway, string headers)
        => SendAsync(gateway, $"GET /v1/models HTTP/1.1\r\nHost: iris\r\n{headers}\r\n\r\n");

    private static async Task<(int Status, string Head, string Body)> SendAsync(RunningGateway gateway, string request)
    {
        using var connection = await RawConnection.OpenAsync(gateway.Address);
        await connection.SendAsync(request);
        return await connection.ReadAnswerAsync();
    }
}
