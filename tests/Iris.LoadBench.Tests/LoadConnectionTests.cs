using System.Net;
using System.Net.Sockets;
using Iris.LoadBench.Bodies;
using Iris.LoadBench.Load;
using Iris.LoadBench.Sink;

namespace Iris.LoadBench.Tests;

public sealed class LoadConnectionTests
{
    [Theory]
    [InlineData("1KB")]
    [InlineData("1MB")]
    public async Task Connection_ToTheSink_IsReusedAndEachByteIsCounted(string size)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var sink = new SinkServer();
        var serving = sink.RunAsync(stop.Token);
        var body = ChatBody.Create(BodySize.Find(size).ShouldNotBeNull());
        using var connection = new LoadConnection(LoadRequest.Post(new IPEndPoint(IPAddress.Loopback, sink.Port), "/v1/chat/completions", [], body));

        var first = await connection.ExchangeTextAsync(stop.Token);
        var second = await connection.ExchangeTextAsync(stop.Token);

        (first.Status, second.Status).ShouldBe((200, 200));
        first.Text.ShouldContain("\"usage\"");
        sink.Counts.ShouldBe(new SinkCounts(2, 2 * body.Length));
        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Connection_RefusedBeforeItsBodyIsRead_HasTheStatus()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var body = ChatBody.Create(BodySize.All[^1]);
        using var connection = new LoadConnection(LoadRequest.Post((IPEndPoint)listener.LocalEndpoint, "/", [], body));
        var exchange = connection.ExchangeAsync(copy: null, cancellation).AsTask();
        using var peer = await listener.AcceptSocketAsync(cancellation);

        // The body is larger than both socket buffers, and this peer never reads it.
        await peer.SendAsync("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), SocketFlags.None, cancellation);

        (await exchange).ShouldBe(429);
    }
}
