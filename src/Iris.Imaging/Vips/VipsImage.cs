namespace Iris.Imaging.Vips;

/// <summary>An image of libvips: a recipe that is carried out when its pixels are asked for. Dispose gives the reference back.</summary>
internal sealed class VipsImage : VipsObject
{
    private const int UnsignedByte = 0;
    private const int Srgb = 22;

    /// <summary>For the marshaller.</summary>
    public VipsImage()
    {
    }

    /// <summary>Takes over one reference.</summary>
    public VipsImage(nint reference) => SetHandle(reference);

    /// <summary>Pixels.</summary>
    public int Width => VipsNative.GetWidth(this);

    /// <summary>Pixels.</summary>
    public int Height => VipsNative.GetHeight(this);

    /// <summary>Values a pixel, alpha included.</summary>
    public int Bands => VipsNative.GetBands(this);

    /// <summary>True when the last band is alpha.</summary>
    public bool HasAlpha => VipsNative.HasAlpha(this) != 0;

    /// <summary>True when every value is one byte.</summary>
    public bool IsByte => VipsNative.GetBandFormat(this) == UnsignedByte;

    /// <summary>True for one byte a value, three colours in sRGB, with or without alpha.</summary>
    public bool IsPlainSrgb => IsByte && Bands is 3 or 4 && VipsNative.GetInterpretation(this) == Srgb;

    /// <summary>True when the image carries a colour profile.</summary>
    public bool HasProfile => VipsNative.GetFieldType(this, "icc-profile-data") != 0;

    /// <summary>True for a progressive or interlaced file.</summary>
    public bool IsInterlaced => VipsNative.GetFieldType(this, "interlaced") != 0
        && VipsNative.GetInt(this, "interlaced", out var value) == 0 && value != 0;

    /// <summary>A second reference to the same image, to be disposed on its own.</summary>
    public VipsImage Share() => new(VipsNative.Ref(handle));

    /// <summary>Carries the recipe out and keeps the pixels, so that they can be used again and again.</summary>
    /// <exception cref="VipsException">The file is broken, or memory ran out.</exception>
    public VipsImage CopyToMemory()
    {
        var copy = VipsNative.CopyToMemory(this);
        return copy == 0 ? throw VipsException.Take("copy_memory") : new VipsImage(copy);
    }

    /// <summary>Carries the recipe out and writes the pixels row by row, bands side by side.</summary>
    /// <exception cref="VipsException">The file is broken, or memory ran out.</exception>
    public NativeBytes WriteToMemory()
    {
        var memory = VipsNative.WriteToMemory(this, out var length);
        return memory == 0 ? throw VipsException.Take("write_to_memory") : new NativeBytes(memory, length);
    }
}
