namespace Iris.LocalVision.Measures;

/// <summary>What tells photos, screenshots and drawings apart. All are shares of the visible pixels, 0 to 1, unless said otherwise.</summary>
internal sealed record KindFeatures
{
    /// <summary>Pixels that equal their right and lower neighbours exactly.</summary>
    public required double Flat { get; init; }

    /// <summary>Pixels that differ from their neighbours by a step or two: gradients and noise.</summary>
    public required double Gentle { get; init; }

    /// <summary>Pixels, off the edges, that are lighter or darker than both their left and right neighbours by two steps or more: grain and fine texture, which drawn gradients lack.</summary>
    public required double Grain { get; init; }

    /// <summary>Edge pixels whose edge runs level or upright.</summary>
    public required double Level { get; init; }

    /// <summary>Edge pixels among all.</summary>
    public required double Edges { get; init; }

    /// <summary>Edge pixels with the opposite edge close by: thin strokes, as letters have.</summary>
    public required double Thin { get; init; }

    /// <summary>Share of all pixels that nobody sees.</summary>
    public required double Clear { get; init; }

    /// <summary>Count of visible pixels.</summary>
    public required long Visible { get; init; }

    /// <summary>Pixels that have one of the four most common colours.</summary>
    public required double TopColours { get; init; }

    /// <summary>Distinct colours, counted in 6 bits a band; colours of a single pixel do not count.</summary>
    public required int Colours { get; init; }

    /// <summary>Share of the most common colour.</summary>
    public required double TopColour { get; init; }
}
