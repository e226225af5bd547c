using System.Net;

namespace Iris.Imaging.Fetching;

/// <summary>The system's resolver behind a gate.</summary>
/// <remarks>
/// On Linux a lookup blocks its thread until the system gives up, whatever the token says. So lookups run on threads of their own,
/// at most <see cref="Gate"/> at a time, and a place is free again only when the lookup has really ended: a resolver that
/// never answers costs these places and not the thread pool.
/// </remarks>
internal sealed class SystemHostResolver : IImageHostResolver
{
    /// <summary>Lookups at a time.</summary>
    public const int Gate = 8;

    private readonly SemaphoreSlim _places = new(Gate);
    private readonly Func<string, IPAddress[]> _lookup;

    public SystemHostResolver()
        : this(Dns.GetHostAddresses)
    {
    }

    /// <param name="lookup">Blocks until it knows.</param>
    internal SystemHostResolver(Func<string, IPAddress[]> lookup) => _lookup = lookup;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        var lookup = Task.Factory.StartNew(() => Lookup(host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await lookup.WaitAsync(cancellationToken);
    }

    private IReadOnlyList<IPAddress> Lookup(string host)
    {
        try
        {
            return _lookup(host);
        }
        finally
        {
            _places.Release();
        }
    }
}
