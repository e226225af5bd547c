namespace Iris.LocalVision.Measures;

/// <summary>What sort of picture it looks like.</summary>
internal enum PictureKind
{
    /// <summary>The pixels do not tell.</summary>
    Unclear,

    /// <summary>One colour, or nothing visible.</summary>
    Plain,

    /// <summary>From a camera, or painted as if.</summary>
    Photo,

    /// <summary>A screen: flat areas and straight level edges.</summary>
    Screenshot,

    /// <summary>A drawing, diagram, logo or icon: flat areas, free edges.</summary>
    Drawing,
}
