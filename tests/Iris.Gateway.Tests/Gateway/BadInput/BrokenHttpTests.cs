using System.Net.Http.Headers;
using System.Text;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.BadInput;

/// <summary>Bodies that are broken as HTTP: always a 400, never a 500.</summary>
public sealed class BrokenHttpTests
{
    [Theory]
    [InlineData("ZZ\r\n")]
    [InlineData("FFFFFFFFFFFFFFFFF\r\n")]
    [InlineData("7fffffffffffffff\r\n{}")]
    [InlineData("-1\r\n")]
    [InlineData("2\r\n{}XX")]
    [InlineData("2;a=\nb\r\n{}\r\n0\r\n\r\n")]
    [InlineData("\r\n\r\n")]
    public async Task Post_BrokenChunks_Are400(string chunks)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var connection = await RawConnection.OpenAsync(gateway.Address);

        await connection.SendAsync(RawConnection.ChatHead("Transfer-Encoding: chunked"));
        await connection.SendAsync(chunks);
        var (status, head, body) = await connection.ReadAnswerAsync();

        status.ShouldBe(400, head);
        body.ShouldContain("\"error_type\":\"invalid_request\"");
        upstream.Received.ShouldBeEmpty();
        gateway.Log.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Content-Length: 100", "{\"messages\":")]
    [InlineData("Transfer-Encoding: chunked", "c\r\n{\"messages\":\r\n")]
    public async Task Post_BodyThatBreaksOff_IsNoFaultOfIris(string header, string sent)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var connection = await RawConnection.OpenAsync(gateway.Address);

        await connection.SendAsync(RawConnection.ChatHead(header) + sent);
        connection.EndSending();

        // Kestrel takes the end of sending for the end of the connection, so there is nobody to be answered.
        await connection.UntilClosedAsync();
        upstream.Received.ShouldBeEmpty();
        var rows = await gateway.StopAndReadLedgerAsync();
        rows.Single().Status.ShouldBeOneOf(400, 499);
        gateway.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_TwoPipelinedRequestsAfterARefusal_AreNotMixedUp()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var connection = await RawConnection.OpenAsync(gateway.Address);
        const string Good = """{"model":"test/vision","messages":[{"role":"user","content":"hi"}]}""";

        await connection.SendAsync(RawConnection.ChatHead("Content-Length: 4") + "nope" + RawConnection.ChatHead($"Content-Length: {Good.Length}") + Good);

        (await connection.ReadAnswerAsync()).Status.ShouldBe(400);
        (await connection.ReadAnswerAsync()).Status.ShouldBe(200);
        upstream.Single.Text.ShouldBe(Good);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("gzip, identity")]
    public async Task Post_CompressedBody_Is400(string encoding)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new ByteArrayContent([0x1F, 0x8B, 8, 0]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RunningGateway.Key);
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        await RunningGateway.ShouldFailAsync(response, 400, "invalid_request", "unsupported_content_encoding", null);
        upstream.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET", "/v1/chat/completions", 405, "method_not_allowed")]
    [InlineData("DELETE", "/v1/models", 405, "method_not_allowed")]
    [InlineData("POST", "/v1/chat", 404, "route_not_found")]
    [InlineData("GET", "/", 404, "route_not_found")]
    [InlineData("POST", "/V2/chat/completions", 404, "route_not_found")]
    public async Task Send_ToNoRoute_HasTheOneErrorShape(string method, string path, int status, string reason)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };

        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        await RunningGateway.ShouldFailAsync(response, status, reason);
    }
}
