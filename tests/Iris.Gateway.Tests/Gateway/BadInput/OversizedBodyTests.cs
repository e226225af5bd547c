using System.Globalization;
using System.Text;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.BadInput;

/// <summary>The cap on a body, and what is answered before the body is read. On raw connections, since no client would send such things.</summary>
public sealed class OversizedBodyTests
{
    private const string Cap = """
        limits:
          body_bytes: 64KiB
        """;

    private const int CapBytes = 64 * 1024;

    [Fact]
    public async Task Post_E1_ContentLengthOverTheCap_IsRefusedBeforeTheBodyIsSent()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, Cap);
        using var connection = await RawConnection.OpenAsync(gateway.Address);

        await connection.SendAsync(RawConnection.ChatHead($"Content-Length: {CapBytes + 1}\r\nExpect: 100-continue"));
        var (status, head, body) = await connection.ReadAnswerAsync();

        status.ShouldBe(413, head);
        body.ShouldContain("\"reason\":\"payload_too_large\"");
        body.ShouldContain(CapBytes.ToString(CultureInfo.InvariantCulture));
        body.ShouldContain("\"error_type\":\"payload_too_large\"");
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_L4_ContentLengthAtTheCap_IsInvitedToSend()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, Cap);
        using var connection = await RawConnection.OpenAsync(gateway.Address);

        await connection.SendAsync(RawConnection.ChatHead($"Content-Length: {CapBytes}\r\nExpect: 100-continue"));
        (await connection.ReadAnswerAsync()).Status.ShouldBe(100);
        await connection.SendAsync(Body(CapBytes));
        (await connection.ReadAnswerAsync()).Status.ShouldBe(200);
        upstream.Single.Body.Length.ShouldBe(CapBytes);
    }

    /// <summary>The cap of a gateway that nobody configured: neither the server's own nor the key check or a hand-over to the next endpoint may be narrower.</summary>
    [Fact]
    public async Task Post_E3_E4_E5_SixtyMegabytesOfImages_Pass()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var picture = Pictures.Noise(1300, 1200);
        var part = RunningGateway.ImagePart(picture);

        using var response = await gateway.PostAsync(RunningGateway.Chat(string.Join(',', Enumerable.Repeat(part, 60_000_000 / part.Length + 1))));

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Body.Length.ShouldBeGreaterThan(60_000_000);
        upstream.Single.Image(upstream.Single.ImageUrls.Count - 1).Bytes.ShouldBe(picture);
    }

    [Fact]
    public async Task Post_E1_ChunkedBody_IsRefusedAtTheByteThatPassesTheCap()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, Cap);
        using var connection = await RawConnection.OpenAsync(gateway.Address);
        var body = Body(CapBytes + 1);

        // Up to the cap the gateway waits for more; with the next byte, and without the end of the body, it answers.
        await connection.SendAsync(RawConnection.ChatHead("Transfer-Encoding: chunked"));
        await connection.SendAsync([.. Chunk(body.AsSpan(0, CapBytes).ToArray()), .. Chunk([body[CapBytes]])]);
        var (status, head, answer) = await connection.ReadAnswerAsync();

        status.ShouldBe(413, head);
        answer.ShouldContain("\"reason\":\"payload_too_large\"");
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_ChunkedBodyAtTheCap_Passes()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, Cap);
        using var connection = await RawConnection.OpenAsync(gateway.Address);
        var body = Body(CapBytes);

        await connection.SendAsync(RawConnection.ChatHead("Transfer-Encoding: chunked"));
        foreach (var piece in body.Chunk(1000))
        {
            await connection.SendAsync(Chunk(piece));
        }

        await connection.SendAsync("0\r\n\r\n");
        (await connection.ReadAnswerAsync()).Status.ShouldBe(200);
        upstream.Single.Body.ShouldBe(body);
    }

    [Theory]
    [InlineData("wrong-key-of-at-least-twenty-characters", "invalid_key")]
    [InlineData("", "missing_key")]
    public async Task Post_WithoutGoodKey_IsAnsweredBeforeTheBodyIsRead(string key, string reason)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var connection = await RawConnection.OpenAsync(gateway.Address);

        await connection.SendAsync(RawConnection.ChatHead("Content-Length: 100000000000", key));
        var (status, head, body) = await connection.ReadAnswerAsync();

        status.ShouldBe(401, head);
        body.ShouldContain($"\"reason\":\"{reason}\"");
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_EndlessChunkedBodyWithoutGoodKey_IsAnsweredBeforeTheBodyIsRead()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var connection = await RawConnection.OpenAsync(gateway.Address);

        await connection.SendAsync(RawConnection.ChatHead("Transfer-Encoding: chunked", "wrong-key-of-at-least-twenty-characters"));
        (await connection.ReadAnswerAsync()).Status.ShouldBe(401);
    }

    private static byte[] Body(int length)
    {
        const string Head = "{\"model\":\"test/vision\",\"messages\":[{\"role\":\"user\",\"content\":\"";
        const string Tail = "\"}]}";
        return Encoding.ASCII.GetBytes(Head + new string('x', length - Head.Length - Tail.Length) + Tail);
    }

    private static byte[] Chunk(byte[] bytes) => [.. Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. bytes, .. "\r\n"u8];
}
