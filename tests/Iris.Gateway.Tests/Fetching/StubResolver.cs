using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>Names to scripted answers; counts the questions.</summary>
internal sealed class StubResolver : IImageHostResolver
{
    public const string Public = "93.184.216.34";

    private readonly ConcurrentDictionary<string, Func<int, CancellationToken, Task<IReadOnlyList<IPAddress>>>> _names = new();
    private readonly ConcurrentDictionary<string, int> _asked = new();

    /// <summary>All questions, in order.</summary>
    public ConcurrentQueue<string> Questions { get; } = new();

    /// <summary>Completes at the first question.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StubResolver Answer(string host, params string[] addresses)
        => Answer(host, (_, _) => Task.FromResult<IReadOnlyList<IPAddress>>([.. addresses.Select(IPAddress.Parse)]));

    public StubResolver Answer(string host, Func<int, CancellationToken, Task<IReadOnlyList<IPAddress>>> answer)
    {
        _names[host] = answer;
        return this;
    }

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Questions.Enqueue(host);
        Asked.TrySetResult();
        var turn = _asked.AddOrUpdate(host, 1, (_, count) => count + 1);
        return _names.TryGetValue(host, out var answer)
            ? answer(turn, cancellationToken)
            : Task.FromException<IReadOnlyList<IPAddress>>(new SocketException((int)SocketError.HostNotFound));
    }
}
