using System.Runtime.InteropServices;

namespace Iris.Imaging.Vips;

/// <summary>libheif's <c>heif_error</c>, which it returns by value. The message is never read.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct HeifError
{
    private readonly int _code;
    private readonly int _subcode;
    private readonly nint _message;

    /// <summary>Turns a failure into the exception of the worker's edge.</summary>
    /// <exception cref="PixelFailureException">It is a failure.</exception>
    public void ThrowIfSet()
    {
        if (_code != 0)
        {
            throw new PixelFailureException(PixelFailure.DecodeFailed);
        }
    }
}
