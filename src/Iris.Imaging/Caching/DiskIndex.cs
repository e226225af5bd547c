namespace Iris.Imaging.Caching;

/// <summary>What lies on disk and how large it is, the longest unused last. Safe for concurrent use.</summary>
internal sealed class DiskIndex
{
    private readonly Lock _lock = new();
    private readonly Dictionary<BlobKey, LinkedListNode<(BlobKey Key, long Bytes)>> _files = [];
    private readonly LinkedList<(BlobKey Key, long Bytes)> _byUse = new();
    private long _bytes;

    /// <summary>Bytes of all files.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    public bool Contains(BlobKey key)
    {
        lock (_lock)
        {
            return _files.ContainsKey(key);
        }
    }

    /// <summary>Moves a file to the front, when it is known.</summary>
    public void Touch(BlobKey key)
    {
        lock (_lock)
        {
            if (_files.TryGetValue(key, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
            }
        }
    }

    public void Set(BlobKey key, long bytes)
    {
        lock (_lock)
        {
            Take(key);
            _files[key] = _byUse.AddFirst((key, bytes));
            _bytes += bytes;
        }
    }

    /// <summary>Puts a file of an earlier run behind all that is known, unless it is known already.</summary>
    public void AddOld(BlobKey key, long bytes)
    {
        lock (_lock)
        {
            if (!_files.ContainsKey(key))
            {
                _files[key] = _byUse.AddLast((key, bytes));
                _bytes += bytes;
            }
        }
    }

    /// <summary>Takes a file out; says whether it was known.</summary>
    public bool Remove(BlobKey key)
    {
        lock (_lock)
        {
            return Take(key);
        }
    }

    /// <summary>Takes the longest unused file out while there are too many bytes.</summary>
    public bool TryTakeOldest(long mostBytes, out BlobKey key)
    {
        lock (_lock)
        {
            key = _byUse.Last?.Value.Key ?? default;
            if (_bytes <= mostBytes || _byUse.Last is null)
            {
                return false;
            }

            Take(key);
            return true;
        }
    }

    private bool Take(BlobKey key)
    {
        if (!_files.Remove(key, out var node))
        {
            return false;
        }

        _byUse.Remove(node);
        _bytes -= node.Value.Bytes;
        return true;
    }
}
