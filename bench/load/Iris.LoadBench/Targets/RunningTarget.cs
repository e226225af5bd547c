using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Iris.LoadBench.Load;
using Iris.LoadBench.Processes;

namespace Iris.LoadBench.Targets;

/// <summary>A started target; disposing it ends its processes.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Process">Its process, or null for the sink without a gateway.</param>
/// <param name="Port">Where it listens on loopback.</param>
/// <param name="Path">Its path for a chat completion.</param>
/// <param name="Headers">What its requests carry beyond length and type.</param>
internal sealed record RunningTarget(string Name, ChildProcess? Process, int Port, string Path, IReadOnlyList<string> Headers) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    /// <summary>Its processes, or null without a gateway.</summary>
    public ProcessTree? Tree { get; } = Process is null ? null : new ProcessTree(Process.Id);

    /// <summary>A request with a body, in this target's bytes.</summary>
    public LoadRequest Request(ReadOnlyMemory<byte> body) =>
        LoadRequest.Post(new IPEndPoint(IPAddress.Loopback, Port), Path, Headers, body);

    /// <summary>Waits until a request comes back from the sink as a chat completion.</summary>
    /// <exception cref="LoadBenchException">It ended, or does not answer within 30 s; the message has its last lines.</exception>
    public async Task WaitUntilReadyAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var last = "no answer";
        while (Stopwatch.GetElapsedTime(began) < StartLimit && Process is not { HasExited: true })
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(StartLimit);
                using var connection = new LoadConnection(Request(body));
                var answer = await connection.ExchangeTextAsync(limit.Token);
                if (answer.Status == 200 && answer.Text.Contains("\"A picture of noise.\"", StringComparison.Ordinal))
                {
                    return;
                }

                last = $"status {answer.Status}: {answer.Text[..Math.Min(300, answer.Text.Length)]}";
            }
            catch (Exception fault) when (fault is SocketException or IOException or InvalidDataException)
            {
                last = fault.Message;
            }

            await Task.Delay(50, cancellationToken);
        }

        throw new LoadBenchException($"{Name} does not answer: {last}\n{Process?.Tail()}");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
