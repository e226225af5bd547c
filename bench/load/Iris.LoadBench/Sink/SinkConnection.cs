using System.Net.Sockets;
using System.Text;
using Iris.LoadBench.Http;

namespace Iris.LoadBench.Sink;

/// <summary>One keep-alive connection at the sink.</summary>
internal sealed class SinkConnection(SinkServer server, Socket socket)
{
    private const int BufferSize = 64 * 1024;

    private static readonly byte[] Answer = Render(
        """{"id":"chatcmpl-sink-000000001","object":"chat.completion","created":1760000000,"model":"sink-model","choices":[{"index":0,"message":{"role":"assistant","content":"A picture of noise."},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":85,"completion_tokens":5,"total_tokens":90}}""");

    /// <summary>Answers requests until the other side closes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var owned = socket;
        try
        {
            var buffer = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);
            var reader = new MessageReader(new SocketReceiver(socket), buffer);
            while (await reader.ReadHeadAsync(cancellationToken) is { } head)
            {
                var bytes = await reader.ReadBodyAsync(head, copy: null, cancellationToken);
                if (head.IsPost)
                {
                    server.Count(bytes);
                }

                await socket.SendAsync(head.IsPost ? Answer : RenderCounts(), SocketFlags.None, cancellationToken);
                if (head.Closes)
                {
                    return;
                }
            }
        }
        catch (Exception fault) when (fault is SocketException or IOException or InvalidDataException or OperationCanceledException)
        {
            // A gateway that drops a connection shows in the counts and in the errors of its row.
        }
    }

    private byte[] RenderCounts()
    {
        var counts = server.Counts;
        return Render($$"""{"requests":{{counts.Requests}},"bytes":{{counts.Bytes}}}""");
    }

    private static byte[] Render(string json) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");
}
