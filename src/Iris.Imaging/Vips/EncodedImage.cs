using System.Runtime.InteropServices;
using Iris.Core.Model;

namespace Iris.Imaging.Vips;

/// <summary>The bytes of one image in native memory, as libvips wants them: they must not move while it reads. Dispose frees them.</summary>
internal sealed unsafe class EncodedImage : IDisposable
{
    private readonly int _length;
    private byte* _memory;

    /// <summary>Allocates room; the caller fills <see cref="Span"/>.</summary>
    public EncodedImage(ImageFormat format, int length)
    {
        Format = format;
        _length = length;
        _memory = (byte*)NativeMemory.Alloc((nuint)length);
    }

    /// <summary>As the gateway decided.</summary>
    public ImageFormat Format { get; }

    /// <summary>The bytes.</summary>
    public Span<byte> Span => new(_memory, _length);

    /// <summary>A new source over the bytes; dispose it and every image made from it before this.</summary>
    public VipsObject OpenSource() => VipsNative.NewMemorySource(_memory, (nuint)_length);

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
