namespace Iris.Imaging.Vips;

/// <summary>Memory that a saver of libvips writes to. Dispose frees it.</summary>
internal sealed class VipsTarget : VipsObject
{
    /// <summary>What was written; valid until dispose.</summary>
    /// <remarks>Read through the property: <c>vips_target_steal</c> gives nothing after a saver.</remarks>
    public unsafe ReadOnlySpan<byte> Written
    {
        get
        {
            var box = default(GValue);
            VipsNative.InitValue(ref box, VipsNative.BlobType());
            VipsNative.GetProperty(handle, "blob", ref box);
            var memory = VipsNative.GetBlob(VipsNative.GetBoxed(ref box), out var length);
            VipsNative.UnsetValue(ref box);
            return new ReadOnlySpan<byte>((void*)memory, checked((int)length));
        }
    }
}
