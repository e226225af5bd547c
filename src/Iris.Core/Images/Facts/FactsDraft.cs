using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>What a format reader has found so far. Lives on the stack, so that a read allocates nothing.</summary>
internal struct FactsDraft
{
    /// <summary>Frames are counted no further than this.</summary>
    public const int MaxFramesCounted = 1_001;

    public FactsDraft()
    {
    }

    public ImageFormat Format;
    public long Width;
    public long Height;
    public int Frames = 1;
    public int Orientation = 1;
    public bool HasAlpha;
    public bool IsProgressive;
    public bool HasExif;
    public bool HasGps;
    public bool HasMetadata;
    public bool HasSecondPicture;
    public bool IsCmyk;
    public bool IsDeep;
    public bool IsWideGamut;
    public FactText Camera;
    public FactText TakenAt;

    /// <summary>The finished facts.</summary>
    public readonly ImageFacts ToFacts(long bytes) => new()
    {
        Format = Format,
        Bytes = bytes,
        Width = (int)Math.Min(Width, int.MaxValue),
        Height = (int)Math.Min(Height, int.MaxValue),
        Frames = Math.Clamp(Frames, 1, MaxFramesCounted),
        Orientation = Orientation,
        HasAlpha = HasAlpha,
        IsProgressive = IsProgressive,
        HasExif = HasExif,
        HasGps = HasGps,
        HasMetadata = HasMetadata,
        Camera = Camera,
        Colour = IsCmyk ? ImageColour.Cmyk : IsDeep ? ImageColour.Deep : IsWideGamut ? ImageColour.WideGamut : ImageColour.Plain,
        TakenAt = TakenAt,
    };
}
