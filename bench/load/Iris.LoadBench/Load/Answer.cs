namespace Iris.LoadBench.Load;

/// <summary>An answer whose body was kept.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The body.</param>
internal readonly record struct Answer(int Status, string Text);
