using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway;

/// <summary>Rows F51 and F52: the caller hangs up, and the upstream is let go at once.</summary>
public sealed class ClientDisconnectTests
{
    // Only so that a lost abort fails the test instead of hanging it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Caller_LeavesBeforeTheFirstToken_UpstreamIsLetGo(bool stream)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var held = upstream.NextHeld();

        using (var connection = await SendAsync(gateway, stream))
        {
            await held.Began;
        }

        await held.Aborted.WaitAsync(Patience, TestContext.Current.CancellationToken);
        var row = (await gateway.StopAndReadLedgerAsync()).ShouldHaveSingleItem();
        row.Status.ShouldBe(499);
        row.Reason.ShouldBe("client_closed");
        row.Attempts.ShouldBe(1);
        row.Streamed.ShouldBe(stream);
        gateway.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Caller_LeavesMidStream_UpstreamIsLetGoAndTheRestIsPaid()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var held = upstream.NextHeld(FakeUpstream.Chunk("twelve bytes"));

        using (var connection = await SendAsync(gateway, stream: true))
        {
            await connection.ReadUntilAsync("twelve bytes");
        }

        await held.Aborted.WaitAsync(Patience, TestContext.Current.CancellationToken);
        var row = (await gateway.StopAndReadLedgerAsync()).ShouldHaveSingleItem();
        row.Status.ShouldBe(499);
        row.Attempts.ShouldBe(1);
        row.Endpoint.ShouldNotBeNull();
        row.Estimated.ShouldBeTrue();
        row.CompletionTokens.ShouldBe(4);
        row.PromptTokens!.Value.ShouldBeGreaterThan(0);
        gateway.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Caller_LeavesInsideAWholeAnswer_UpstreamIsLetGo()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var held = upstream.NextHeld("{\"choices\":[", "application/json");

        using (var connection = await SendAsync(gateway, stream: false))
        {
            await held.Began;
        }

        await held.Aborted.WaitAsync(Patience, TestContext.Current.CancellationToken);
        (await gateway.StopAndReadLedgerAsync()).ShouldHaveSingleItem().Status.ShouldBe(499);
        gateway.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Caller_Leaves_TheEndpointIsNotBlamed()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        for (var i = 0; i < 6; i++)
        {
            var held = upstream.NextHeld();
            using (var connection = await SendAsync(gateway, stream: true))
            {
                await held.Began;
            }

            await held.Aborted.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }

        using var response = await gateway.PostAsync("""{"model":"test/vision","messages":[{"role":"user","content":"hi"}]}""");
        ((int)response.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Gateway_StopsMidStream_CallerGetsAnEnd()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var held = upstream.NextHeld(FakeUpstream.Chunk("begun"));
        using var connection = await SendAsync(gateway, stream: true);
        await connection.ReadUntilAsync("begun");

        var stopping = gateway.StopAndReadLedgerAsync();
        held.Finish("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
        await connection.ReadUntilAsync("data: [DONE]");

        (await stopping).ShouldHaveSingleItem().Status.ShouldBe(200);
    }

    private static async Task<RawConnection> SendAsync(RunningGateway gateway, bool stream)
    {
        var body = $$"""{"model":"test/vision","stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"hi"}]}""";
        var connection = await RawConnection.OpenAsync(gateway.Address);
        await connection.SendAsync(RawConnection.ChatHead($"Content-Length: {body.Length}") + body);
        return connection;
    }
}
