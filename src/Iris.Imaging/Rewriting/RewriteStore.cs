using System.Diagnostics.CodeAnalysis;
using Iris.Core.Images;

namespace Iris.Imaging.Rewriting;

/// <summary>Rewritten images within a bound of bytes; the ones not asked for longest make room. Safe for concurrent use.</summary>
/// <param name="maxBytes">Bytes of all images together, with <see cref="EntryOverhead"/> for each.</param>
internal sealed class RewriteStore(long maxBytes)
{
    /// <summary>What an entry costs beside its bytes, roughly.</summary>
    public const int EntryOverhead = 512;

    private readonly Lock _gate = new();
    private readonly Dictionary<RewriteKey, LinkedListNode<(RewriteKey Key, RewrittenImage Image)>> _entries = [];
    private readonly LinkedList<(RewriteKey Key, RewrittenImage Image)> _byUse = [];
    private long _bytes;

    /// <summary>Bytes held, overhead included.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Looks one up, which keeps it for longer.</summary>
    public bool TryGet(RewriteKey key, [NotNullWhen(true)] out RewrittenImage? image)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var node))
            {
                image = null;
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            image = node.Value.Image;
            return true;
        }
    }

    /// <summary>Keeps one, unless it is larger than all room there is.</summary>
    public void Add(RewriteKey key, RewrittenImage image)
    {
        lock (_gate)
        {
            if (Cost(image) > maxBytes || _entries.ContainsKey(key))
            {
                return;
            }

            _entries.Add(key, _byUse.AddFirst((key, image)));
            _bytes += Cost(image);
            while (_bytes > maxBytes)
            {
                Remove(_byUse.Last!);
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _byUse.Clear();
            _bytes = 0;
        }
    }

    private static long Cost(RewrittenImage image) => image.Bytes.Length + EntryOverhead;

    private void Remove(LinkedListNode<(RewriteKey Key, RewrittenImage Image)> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Key);
        _bytes -= Cost(node.Value.Image);
    }
}
