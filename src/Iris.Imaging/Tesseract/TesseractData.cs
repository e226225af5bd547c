namespace Iris.Imaging.Tesseract;

/// <summary>Finds the folder with Tesseract's English data.</summary>
internal static class TesseractData
{
    private const string English = "eng.traineddata";

    // Debian 12 and 13, Ubuntu, Fedora and Alpine, a build from source; the variable is Tesseract's own.
    private static readonly string?[] Folders =
    [
        Environment.GetEnvironmentVariable("TESSDATA_PREFIX"),
        "/usr/share/tesseract-ocr/5/tessdata",
        "/usr/share/tesseract-ocr/4.00/tessdata",
        "/usr/share/tessdata",
        "/usr/share/tesseract/tessdata",
        "/usr/local/share/tessdata",
    ];

    /// <summary>The first folder that has it, or null.</summary>
    public static string? FindFolder()
        => Folders.FirstOrDefault(folder => !string.IsNullOrEmpty(folder) && File.Exists(Path.Combine(folder, English)));
}
