using Microsoft.Win32.SafeHandles;

namespace Iris.Imaging.Vips;

/// <summary>One counted reference to a GObject: a source, a target or an image. Dispose gives it back.</summary>
internal class VipsObject : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <summary>For the marshaller.</summary>
    public VipsObject()
        : base(ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        VipsNative.Unref(handle);
        return true;
    }
}
