using Iris.Core.Wire;

namespace Iris.Core.Images;

/// <summary>All images of a request. Dispose gives back what was downloaded or cleaned up.</summary>
/// <remarks>One owner; not safe for use by two threads at once.</remarks>
public sealed class LocatedImages : IDisposable
{
    private readonly LocatedImage[] _images;
    private List<IDisposable>? _owned;

    internal LocatedImages(int count) => _images = count == 0 ? [] : new LocatedImage[count];

    /// <summary>One for each image of the request, in its order.</summary>
    public IReadOnlyList<LocatedImage> Images => _images;

    /// <summary>The cleaned-up base64 of all images that needed it, or null while none did.</summary>
    internal RequestBody? CleanText { get; set; }

    /// <summary>Each URL with the images that name it, or null when none does.</summary>
    internal Dictionary<string, List<int>>? Urls { get; private set; }

    /// <summary>Bytes of all downloads so far; guarded by a lock on this while they run.</summary>
    internal long FetchedBytes { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        var owned = _owned;
        _owned = null;
        foreach (var item in owned ?? [])
        {
            item.Dispose();
        }
    }

    internal void Set(int index, LocatedImage image) => _images[index] = image;

    /// <summary>Notes that an image is named by a URL.</summary>
    internal void AddUrl(string url, int index)
    {
        Urls ??= new Dictionary<string, List<int>>(StringComparer.Ordinal);
        (Urls.TryGetValue(url, out var indexes) ? indexes : Urls[url] = []).Add(index);
    }

    /// <summary>Takes over what must be disposed with the images.</summary>
    internal T Own<T>(T item)
        where T : IDisposable
    {
        (_owned ??= []).Add(item);
        return item;
    }
}
