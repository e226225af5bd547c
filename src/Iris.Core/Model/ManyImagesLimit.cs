namespace Iris.Core.Model;

/// <summary>A narrower edge that holds for every image once a request has many of them, history and tool results included.</summary>
/// <param name="MoreThan">The rule begins above this number of images.</param>
/// <param name="MaxEdge">Longest side in pixels from then on.</param>
public sealed record ManyImagesLimit(int MoreThan, int MaxEdge);
