using System.Runtime.InteropServices;

namespace Iris.Imaging.Vips;

/// <summary>The C functions of libheif that one still image needs.</summary>
internal static partial class HeifNative
{
    /// <summary><c>heif_colorspace_RGB</c>.</summary>
    public const int ColourspaceRgb = 1;

    /// <summary><c>heif_chroma_interleaved_RGBA</c>: eight bits a value.</summary>
    public const int ChromaRgba = 11;

    /// <summary><c>heif_channel_interleaved</c>.</summary>
    public const int ChannelInterleaved = 10;

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_context_alloc")]
    public static partial nint NewContext();

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_context_free")]
    public static partial void FreeContext(nint context);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_context_read_from_memory_without_copy")]
    public static unsafe partial HeifError Read(nint context, void* data, nuint length, nint options);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_context_set_max_decoding_threads")]
    public static partial void SetThreads(nint context, int threads);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_context_get_primary_image_handle")]
    public static partial HeifError GetPrimary(nint context, out nint imageHandle);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_image_handle_release")]
    public static partial void ReleaseHandle(nint imageHandle);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_image_handle_get_width")]
    public static partial int GetWidth(nint imageHandle);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_image_handle_get_height")]
    public static partial int GetHeight(nint imageHandle);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_image_handle_get_raw_color_profile_size")]
    public static partial nuint GetProfileLength(nint imageHandle);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_image_handle_get_raw_color_profile")]
    public static unsafe partial HeifError GetProfile(nint imageHandle, void* data);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_decode_image")]
    public static partial HeifError Decode(nint imageHandle, out nint image, int colourspace, int chroma, nint options);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_image_release")]
    public static partial void ReleaseImage(nint image);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_image_get_width")]
    public static partial int GetPlaneWidth(nint image, int channel);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_image_get_height")]
    public static partial int GetPlaneHeight(nint image, int channel);

    [LibraryImport(NativeParts.Heif, EntryPoint = "heif_image_get_plane_readonly")]
    public static unsafe partial byte* GetPlane(nint image, int channel, out int stride);
}
