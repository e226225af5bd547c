namespace Iris.Imaging.Caching;

/// <summary>Blobs in memory, the longest unused leave first. Safe for concurrent use.</summary>
/// <param name="mostBytes">Of all blobs together, with what keeping each costs.</param>
internal sealed class MemoryTier(long mostBytes)
{
    // Key, node, dictionary slot and array header of one blob, rounded up.
    private const int Overhead = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<BlobKey, LinkedListNode<(BlobKey Key, byte[] Bytes)>> _blobs = [];
    private readonly LinkedList<(BlobKey Key, byte[] Bytes)> _byUse = new();

    /// <summary>What all of it costs now.</summary>
    public long Bytes { get; private set; }

    public bool TryGet(BlobKey key, out byte[] bytes)
    {
        lock (_lock)
        {
            if (!_blobs.TryGetValue(key, out var node))
            {
                bytes = [];
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            bytes = node.Value.Bytes;
            return true;
        }
    }

    /// <summary>Keeps a blob in place of what had its name; one that is larger than the whole tier is not kept.</summary>
    public void Set(BlobKey key, byte[] bytes)
    {
        lock (_lock)
        {
            Take(key);
            if (bytes.Length + Overhead > mostBytes)
            {
                return;
            }

            _blobs[key] = _byUse.AddFirst((key, bytes));
            Bytes += bytes.Length + Overhead;
            while (Bytes > mostBytes)
            {
                Take(_byUse.Last!.Value.Key);
            }
        }
    }

    public void Remove(BlobKey key)
    {
        lock (_lock)
        {
            Take(key);
        }
    }

    private void Take(BlobKey key)
    {
        if (_blobs.Remove(key, out var node))
        {
            _byUse.Remove(node);
            Bytes -= node.Value.Bytes.Length + Overhead;
        }
    }
}
