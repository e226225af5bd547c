using System.Reflection;
using System.Runtime.InteropServices;

namespace Iris.Imaging;

/// <summary>Finds the native libraries of this assembly. Used in the worker process only.</summary>
/// <remarks>
/// libvips comes from the folder of the program and from nowhere else: a distribution's libvips is another build with
/// other loaders and other bugs. Tesseract and libheif are the system's own and optional.
/// </remarks>
internal static class NativeParts
{
    /// <summary>A name that no system library has, so that a miss never falls through to one.</summary>
    public const string Vips = "iris-native-vips";

    /// <summary>libtesseract 5.</summary>
    public const string Tesseract = "iris-native-tesseract";

    /// <summary>libheif 1, the one with an HEVC decoder.</summary>
    public const string Heif = "iris-native-heif";

    private const string VipsFile = "libvips-cpp.so";

    private static readonly Lock Gate = new();
    private static bool _registered;

    /// <summary>Tells the runtime where to look. Must run before the first native call; repeated calls do nothing.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (!_registered)
            {
                NativeLibrary.SetDllImportResolver(typeof(NativeParts).Assembly, Resolve);
                _registered = true;
            }
        }
    }

    /// <summary>True when the library can be loaded (it then stays loaded).</summary>
    public static bool IsPresent(string name) => Resolve(name, typeof(NativeParts).Assembly, null) != 0;

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name switch
    {
        Vips => Load(Path.Combine(AppContext.BaseDirectory, VipsFile)),
        Tesseract => Load("libtesseract.so.5"),
        Heif => Load("libheif.so.1"),
        _ => 0,
    };

    private static nint Load(string file) => NativeLibrary.TryLoad(file, out var handle) ? handle : 0;
}
