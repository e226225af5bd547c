namespace Iris.Imaging.Vips;

/// <summary>An operation of libvips failed. Caught at the one edge of the worker that turns it into an answer.</summary>
/// <remarks>
/// Carries the name of the operation only: libvips keeps one error text for the whole process, stale lines and pieces of
/// the file included, so the text is thrown away.
/// </remarks>
internal sealed class VipsException(string operation) : Exception($"libvips: {operation} failed")
{
    /// <summary>Makes the exception and clears the error text.</summary>
    public static VipsException Take(string operation)
    {
        VipsNative.ClearErrors();
        return new VipsException(operation);
    }
}
