using System.Net;
using System.Net.NetworkInformation;

namespace Iris.Imaging.Fetching;

/// <summary>The addresses of this machine's interfaces, read anew every half minute because interfaces come and go. Safe for concurrent use.</summary>
internal sealed class OwnAddresses(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private Snapshot? _snapshot;

    /// <param name="address">Unmapped.</param>
    public bool Contains(IPAddress address)
    {
        var snapshot = Volatile.Read(ref _snapshot);
        if (snapshot is null || time.GetElapsedTime(snapshot.ReadAt) > Fresh)
        {
            snapshot = new Snapshot(time.GetTimestamp(), Read());
            Volatile.Write(ref _snapshot, snapshot);
        }

        return snapshot.Addresses.Contains(address);
    }

    private static HashSet<IPAddress> Read()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(card => card.GetIPProperties().UnicastAddresses)
                .Select(own => AddressRules.Unmap(own.Address))];
        }
        catch (NetworkInformationException)
        {
            // Some containers hide their interfaces; loopback and private ranges are refused without this list.
            return [];
        }
    }

    private sealed record Snapshot(long ReadAt, HashSet<IPAddress> Addresses);
}
