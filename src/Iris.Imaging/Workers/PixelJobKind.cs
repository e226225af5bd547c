namespace Iris.Imaging.Workers;

/// <summary>What a worker is asked for; one byte on the pipe.</summary>
internal enum PixelJobKind : byte
{
    /// <summary>Raw RGBA.</summary>
    Rasterize = 1,

    /// <summary>An encoded file without metadata.</summary>
    Rewrite = 2,

    /// <summary>Words.</summary>
    ReadText = 3,
}
