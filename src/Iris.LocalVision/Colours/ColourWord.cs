namespace Iris.LocalVision.Colours;

/// <summary>An everyday word for a colour.</summary>
/// <param name="Name">For instance <c>dark green</c>.</param>
/// <param name="Family">The plain word of its relatives, for instance <c>green</c>; shades of one family may be told as one.</param>
/// <param name="Typical">The mean of its samples.</param>
internal sealed record ColourWord(string Name, string Family, OkLab Typical)
{
    private const float VividChroma = 0.125f;

    /// <summary>True for strong colours, which catch the eye even in a small patch.</summary>
    public bool IsVivid => Typical.Chroma >= VividChroma;
}
