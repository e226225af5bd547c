namespace Iris.Imaging.Vips;

/// <summary>Ends one job of a worker with a known failure. Caught where <see cref="VipsException"/> is.</summary>
internal sealed class PixelFailureException(PixelFailure failure) : Exception(failure.ToString())
{
    /// <summary>What the gateway is told.</summary>
    public PixelFailure Failure { get; } = failure;
}
