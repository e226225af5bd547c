using System.Text;
using Iris.LoadBench.Http;

namespace Iris.LoadBench.Tests;

public sealed class MessageReaderTests
{
    private const string Two =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n4\r\nWiki\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"
        + "HTTP/1.1 429 Too Many Requests\r\nCONTENT-LENGTH:  5\r\nConnection: close\r\n\r\nhello";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task Reader_TwoAnswersInPiecesOfAnySize_FindsBothWhole(int piece)
    {
        var reader = new MessageReader(new PieceReceiver(Encoding.ASCII.GetBytes(Two), piece), new byte[128]);

        var first = (await reader.ReadHeadAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();
        var firstBody = await ReadTextAsync(reader, first);
        var second = (await reader.ReadHeadAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();
        var secondBody = await ReadTextAsync(reader, second);

        (first.Status, first.IsChunked, first.Closes, firstBody).ShouldBe((200, true, false, "Wiki0123456789"));
        (second.Status, second.ContentLength, second.Closes, secondBody).ShouldBe((429, 5L, true, "hello"));
        (await reader.ReadHeadAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Reader_BodyLongerThanTheBuffer_IsCountedWhole()
    {
        var bytes = Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n{new string('x', 1000)}");
        var reader = new MessageReader(new PieceReceiver(bytes, 100), new byte[128]);

        var head = (await reader.ReadHeadAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();

        (head.IsPost, head.Status).ShouldBe((true, 0));
        (await reader.ReadBodyAsync(head, copy: null, TestContext.Current.CancellationToken)).ShouldBe(1000);
    }

    [Fact]
    public async Task Reader_ConnectionClosedInsideABody_Throws()
    {
        var reader = new MessageReader(new PieceReceiver("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"u8.ToArray(), 64), new byte[128]);

        var head = (await reader.ReadHeadAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();

        await Should.ThrowAsync<IOException>(async () => await reader.ReadBodyAsync(head, copy: null, CancellationToken.None));
    }

    private static async Task<string> ReadTextAsync(MessageReader reader, MessageHead head)
    {
        using var copy = new MemoryStream();
        var length = await reader.ReadBodyAsync(head, copy, TestContext.Current.CancellationToken);
        length.ShouldBe(copy.Length);
        return Encoding.ASCII.GetString(copy.ToArray());
    }
}
