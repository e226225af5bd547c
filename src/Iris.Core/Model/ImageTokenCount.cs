namespace Iris.Core.Model;

/// <summary>Tokens that a model counts for one image.</summary>
/// <param name="Tokens">At least 0.</param>
/// <param name="IsEstimated">True where no rule is published or read in code, or the rule gives only a maximum.</param>
public readonly record struct ImageTokenCount(long Tokens, bool IsEstimated);
