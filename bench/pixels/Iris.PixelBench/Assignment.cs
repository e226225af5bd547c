namespace Iris.PixelBench;

/// <summary>What everyone is asked for: 12 megapixels to at most 1568 px a side, JPEG of quality 90, no metadata.</summary>
internal static class Assignment
{
    public const int Width = 4000;
    public const int Height = 3000;
    public const int Edge = 1568;
    public const int Quality = 90;
}
