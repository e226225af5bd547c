using Iris.Core.Model;

namespace Iris.Imaging.Fetching;

/// <summary>Lets each key have a bounded number of downloads at once; the others of that key wait their turn. Safe for concurrent use.</summary>
/// <param name="most">Places of one key.</param>
internal sealed class TenantGate(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<KeyId, Places> _tenants = [];

    /// <summary>Waits for a place.</summary>
    /// <returns>Dispose gives the place back.</returns>
    public async ValueTask<IDisposable> EnterAsync(KeyId tenant, CancellationToken cancellationToken)
    {
        Places places;
        lock (_lock)
        {
            if (!_tenants.TryGetValue(tenant, out places!))
            {
                _tenants[tenant] = places = new Places(most);
            }

            places.Users++;
        }

        try
        {
            await places.Free.WaitAsync(cancellationToken);
            return new Place(this, tenant, places);
        }
        catch
        {
            Leave(tenant, places);
            throw;
        }
    }

    private void Leave(KeyId tenant, Places places)
    {
        lock (_lock)
        {
            if (--places.Users == 0)
            {
                _tenants.Remove(tenant);
            }
        }
    }

    private sealed class Places(int most)
    {
        public SemaphoreSlim Free { get; } = new(most);

        public int Users { get; set; }
    }

    private sealed class Place(TenantGate gate, KeyId tenant, Places places) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                places.Free.Release();
                gate.Leave(tenant, places);
            }
        }
    }
}
