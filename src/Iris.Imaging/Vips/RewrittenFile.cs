namespace Iris.Imaging.Vips;

/// <summary>An encoded file and what it holds. Dispose frees it.</summary>
internal sealed class RewrittenFile(VipsTarget target, int width, int height, int quality) : IDisposable
{
    /// <summary>Pixels.</summary>
    public int Width => width;

    /// <summary>Pixels.</summary>
    public int Height => height;

    /// <summary>1 to 100; 100 for PNG.</summary>
    public int Quality => quality;

    /// <summary>The file; valid until dispose.</summary>
    public ReadOnlySpan<byte> Bytes => target.Written;

    /// <inheritdoc/>
    public void Dispose() => target.Dispose();
}
