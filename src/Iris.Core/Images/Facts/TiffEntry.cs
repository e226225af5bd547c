namespace Iris.Core.Images.Facts;

/// <summary>One entry of a TIFF directory.</summary>
/// <param name="Tag">What it says.</param>
/// <param name="Type">How its values are stored.</param>
/// <param name="Count">How many values.</param>
/// <param name="ValueAt">Offset in the image of the first value, wherever it lies.</param>
internal readonly record struct TiffEntry(int Tag, int Type, long Count, long ValueAt);
