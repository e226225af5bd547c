using System.Net.ServerSentEvents;

namespace Iris.Gateway.Tests.Gateway;

/// <summary>Reads a stream with the framework's own parser.</summary>
internal static class ServerSentEvents
{
    /// <summary>The data of all events, in order.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(HttpResponseMessage response)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var events = new List<string>();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            events.Add(item.Data);
        }

        return events;
    }
}
