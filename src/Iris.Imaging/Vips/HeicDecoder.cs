using System.Globalization;
using System.Runtime.InteropServices;

namespace Iris.Imaging.Vips;

/// <summary>Decodes the primary image of a HEIC file with the system's libheif, because the prebuilt libvips has no HEVC decoder.</summary>
internal static unsafe class HeicDecoder
{
    private const int Bands = 4;
    private const int UnsignedByte = 0;
    private const int MostProfileBytes = 4 * 1024 * 1024;

    /// <summary>True when the system has libheif.</summary>
    public static bool IsPresent => NativeParts.IsPresent(NativeParts.Heif);

    /// <summary>Decodes; rotation and mirroring of the container are applied by libheif.</summary>
    /// <exception cref="PixelFailureException">No libheif, a broken file, or a header over a cap.</exception>
    public static VipsImage Decode(EncodedImage file)
    {
        if (!IsPresent)
        {
            throw new PixelFailureException(PixelFailure.NoHeicDecoder);
        }

        var context = HeifNative.NewContext();
        try
        {
            var bytes = file.Span;
            fixed (byte* data = bytes)
            {
                HeifNative.SetThreads(context, 0);
                HeifNative.Read(context, data, (nuint)bytes.Length, 0).ThrowIfSet();
                return DecodePrimary(context);
            }
        }
        finally
        {
            HeifNative.FreeContext(context);
        }
    }

    private static VipsImage DecodePrimary(nint context)
    {
        HeifNative.GetPrimary(context, out var imageHandle).ThrowIfSet();
        try
        {
            if (!PixelCaps.Allow(HeifNative.GetWidth(imageHandle), HeifNative.GetHeight(imageHandle), isHeldWhole: true))
            {
                throw new PixelFailureException(PixelFailure.TooManyPixels);
            }

            HeifNative.Decode(imageHandle, out var image, HeifNative.ColourspaceRgb, HeifNative.ChromaRgba, 0).ThrowIfSet();
            try
            {
                return WithProfile(Copy(image), imageHandle);
            }
            finally
            {
                HeifNative.ReleaseImage(image);
            }
        }
        finally
        {
            HeifNative.ReleaseHandle(imageHandle);
        }
    }

    // Phones write wide-gamut HEIC; without its profile every colour would come out too pale.
    private static VipsImage WithProfile(VipsImage pixels, nint imageHandle)
    {
        var length = HeifNative.GetProfileLength(imageHandle);
        if (length is 0 or > MostProfileBytes)
        {
            return pixels;
        }

        var profile = NativeMemory.Alloc(length);
        try
        {
            HeifNative.GetProfile(imageHandle, profile).ThrowIfSet();
            VipsNative.SetBlob(pixels, "icc-profile-data", profile, length);
            return pixels;
        }
        catch (PixelFailureException)
        {
            pixels.Dispose();
            throw;
        }
        finally
        {
            NativeMemory.Free(profile);
        }
    }

    private static VipsImage Copy(nint image)
    {
        var width = HeifNative.GetPlaneWidth(image, HeifNative.ChannelInterleaved);
        var height = HeifNative.GetPlaneHeight(image, HeifNative.ChannelInterleaved);
        var plane = HeifNative.GetPlane(image, HeifNative.ChannelInterleaved, out var stride);
        // libheif pads its rows, libvips does not: the padded image is taken as a wider one and cut, which copies once.
        if (plane is null || stride % Bands != 0 || stride < width * Bands)
        {
            throw new PixelFailureException(PixelFailure.DecodeFailed);
        }

        using var padded = VipsNative.NewImageFromMemory(plane, (nuint)stride * (nuint)height, stride / Bands, height, Bands, UnsignedByte);
        using var cut = new VipsOperation("extract_area")
            .With("input", padded)
            .With("left", "0")
            .With("top", "0")
            .With("width", width.ToString(CultureInfo.InvariantCulture))
            .With("height", height.ToString(CultureInfo.InvariantCulture));
        using var raw = cut.BuildImage();
        // Memory has no colour space of its own; without the name the alpha band would not be one.
        using var name = new VipsOperation("copy").With("in", raw).With("interpretation", "srgb");
        return name.BuildImage();
    }
}
