using System.Runtime.InteropServices;

namespace Iris.Imaging.Tesseract;

/// <summary>The C functions of libtesseract 5 that reading one image needs.</summary>
internal static partial class TesseractNative
{
    [LibraryImport(NativeParts.Tesseract, EntryPoint = "TessBaseAPICreate")]
    public static partial nint Create();

    [LibraryImport(NativeParts.Tesseract, EntryPoint = "TessBaseAPIDelete")]
    public static partial void Delete(nint engine);

    [LibraryImport(NativeParts.Tesseract, EntryPoint = "TessBaseAPIInit3", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Init(nint engine, string dataFolder, string language);

    [LibraryImport(NativeParts.Tesseract, EntryPoint = "TessBaseAPISetPageSegMode")]
    public static partial void SetSegmentation(nint engine, int mode);

    [LibraryImport(NativeParts.Tesseract, EntryPoint = "TessBaseAPISetImage")]
    public static partial void SetImage(nint engine, ref byte pixels, int width, int height, int bytesPerPixel, int bytesPerLine);

    [LibraryImport(NativeParts.Tesseract, EntryPoint = "TessBaseAPISetSourceResolution")]
    public static partial void SetResolution(nint engine, int dotsPerInch);

    [LibraryImport(NativeParts.Tesseract, EntryPoint = "TessBaseAPIGetTsvText")]
    public static partial nint GetTsv(nint engine, int page);

    [LibraryImport(NativeParts.Tesseract, EntryPoint = "TessDeleteText")]
    public static partial void FreeText(nint text);

    [LibraryImport(NativeParts.Tesseract, EntryPoint = "TessBaseAPIClear")]
    public static partial void Clear(nint engine);

    [LibraryImport(NativeParts.Tesseract, EntryPoint = "TessBaseAPIClearAdaptiveClassifier")]
    public static partial void ForgetLearned(nint engine);
}
