namespace Iris.LocalVision.Colours;

/// <summary>Shades that are told as one colour.</summary>
internal sealed class ColourGroup
{
    // Below this share of its group the largest shade does not speak for the others.
    private const double Lead = 0.66;

    // Dark grey and light grey are both grey, and yet no one would count them together.
    private const float RelatedGreys = 0.17f;
    private const float RelatedColours = 0.32f;
    private const float GreyChroma = 0.04f;

    private const float ColourWeight = 4;

    private readonly long[] _fields = new long[ColourTally.Fields];
    private readonly ColourWord _largest;
    private readonly long _largestPixels;

    /// <summary>Starts a group with its largest shade.</summary>
    public ColourGroup(ColourWord largest, ReadOnlySpan<long> fields)
    {
        _largest = largest;
        Add(fields);
        _largestPixels = Pixels;
    }

    /// <summary>All its pixels.</summary>
    public long Pixels { get; private set; }

    /// <summary>The plain word.</summary>
    public string Family => _largest.Family;

    /// <summary>Its weight when there is no room for all: of two of about the same size, people name the more colourful.</summary>
    public double Salience => Pixels * (1 + (ColourWeight * _largest.Typical.Chroma));

    /// <summary>True when its largest shade catches the eye even in a small patch.</summary>
    public bool IsVivid => _largest.IsVivid;

    /// <summary>The word for the whole group.</summary>
    public string Name => IsMixed ? "shades of " + _largest.Family : _largest.Name;

    /// <summary>True when no shade leads.</summary>
    public bool IsMixed => _largestPixels < Pixels * Lead;

    /// <summary>Where it lies.</summary>
    public string? Place => PlaceFinder.Describe(_fields);

    /// <summary>True when a shade may be counted in: same family, and not much lighter or darker.</summary>
    public bool Takes(ColourWord shade) =>
        shade.Family == Family
        && shade.Typical.DistanceTo(_largest.Typical) <= (shade.Typical.Chroma < GreyChroma ? RelatedGreys : RelatedColours);

    /// <summary>Adds another group of the same family.</summary>
    public void Add(ColourGroup other) => Add(other._fields);

    /// <summary>Adds a shade of the same family.</summary>
    public void Add(ReadOnlySpan<long> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            _fields[i] += fields[i];
            Pixels += fields[i];
        }
    }
}
