using System.Runtime.InteropServices;

namespace Iris.Imaging.Vips;

/// <summary>The C functions of libvips and of the GObject inside it that Iris calls. None of them is variadic.</summary>
/// <remarks>Variadic C functions cannot be called portably from .NET, so operations are built by name through their GObject properties.</remarks>
internal static partial class VipsNative
{
    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Init(string programName);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_version")]
    public static partial int Version(int part);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_concurrency_set")]
    public static partial void SetConcurrency(int threads);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_cache_set_max")]
    public static partial void SetCacheMax(int operations);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_block_untrusted_set")]
    public static partial void BlockUntrusted(int state);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_operation_block_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void BlockOperation(string className, int state);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_error_clear")]
    public static partial void ClearErrors();

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_source_new_from_memory")]
    public static unsafe partial VipsObject NewMemorySource(void* data, nuint length);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_target_new_to_memory")]
    public static partial VipsTarget NewMemoryTarget();

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_new_from_memory_copy")]
    public static unsafe partial VipsImage NewImageFromMemory(void* data, nuint length, int width, int height, int bands, int format);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewOperation(string nickname);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_object_set_argument_from_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetArgument(nint instance, string name, string value);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_cache_operation_buildp")]
    public static partial int BuildOperation(ref nint operation);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_object_unref_outputs")]
    public static partial void UnrefOutputs(nint operation);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_get_width")]
    public static partial int GetWidth(VipsImage image);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_get_height")]
    public static partial int GetHeight(VipsImage image);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_get_bands")]
    public static partial int GetBands(VipsImage image);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_get_format")]
    public static partial int GetBandFormat(VipsImage image);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_get_interpretation")]
    public static partial int GetInterpretation(VipsImage image);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_copy_memory")]
    public static partial nint CopyToMemory(VipsImage image);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_set_blob_copy", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial void SetBlob(VipsImage image, string name, void* data, nuint length);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_hasalpha")]
    public static partial int HasAlpha(VipsImage image);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_get_typeof", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint GetFieldType(VipsImage image, string name);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_get_int", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetInt(VipsImage image, string name, out int value);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_image_write_to_memory")]
    public static partial nint WriteToMemory(VipsImage image, out nuint length);

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_blob_get_type")]
    public static partial nuint BlobType();

    [LibraryImport(NativeParts.Vips, EntryPoint = "vips_blob_get")]
    public static partial nint GetBlob(nint blob, out nuint length);

    [LibraryImport(NativeParts.Vips, EntryPoint = "g_value_init")]
    public static partial nint InitValue(ref GValue value, nuint type);

    [LibraryImport(NativeParts.Vips, EntryPoint = "g_value_unset")]
    public static partial void UnsetValue(ref GValue value);

    [LibraryImport(NativeParts.Vips, EntryPoint = "g_value_set_object")]
    public static partial void SetObject(ref GValue value, VipsObject instance);

    [LibraryImport(NativeParts.Vips, EntryPoint = "g_value_get_object")]
    public static partial nint GetObject(ref GValue value);

    [LibraryImport(NativeParts.Vips, EntryPoint = "g_value_get_boxed")]
    public static partial nint GetBoxed(ref GValue value);

    [LibraryImport(NativeParts.Vips, EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetProperty(nint instance, string name, ref GValue value);

    [LibraryImport(NativeParts.Vips, EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void GetProperty(nint instance, string name, ref GValue value);

    [LibraryImport(NativeParts.Vips, EntryPoint = "g_object_ref")]
    public static partial nint Ref(nint instance);

    [LibraryImport(NativeParts.Vips, EntryPoint = "g_object_unref")]
    public static partial void Unref(nint instance);

    [LibraryImport(NativeParts.Vips, EntryPoint = "g_free")]
    public static partial void Free(nint memory);

    [LibraryImport(NativeParts.Vips, EntryPoint = "g_log_set_default_handler")]
    public static unsafe partial nint SetLogHandler(delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> handler, nint state);
}
