using System.Runtime.InteropServices;

namespace Iris.Imaging.Tesseract;

/// <summary>One warm Tesseract engine. For one thread.</summary>
internal sealed class TesseractEngine : IDisposable
{
    private const string Language = "eng";

    // 70 is what Tesseract assumes when it is told nothing, with a warning; text on screens is close to this.
    private const int DotsPerInch = 96;

    // Columns and paragraphs found by itself. The mode for sparse text (11) finds more on signs, but in photos without any
    // text it reads words out of leaves and cloth with a confidence over 75.
    private const int AutomaticSegmentation = 3;

    private readonly nint _engine;

    private TesseractEngine(nint engine) => _engine = engine;

    /// <summary>True when the library and its English data are on this machine; the engine itself is not yet made.</summary>
    public static bool IsPresent => TesseractData.FindFolder() is not null && NativeParts.IsPresent(NativeParts.Tesseract);

    /// <summary>Makes an engine, which takes some 65 ms.</summary>
    /// <returns>Null when the library or its data is missing.</returns>
    public static TesseractEngine? TryCreate()
    {
        var folder = TesseractData.FindFolder();
        if (folder is null || !NativeParts.IsPresent(NativeParts.Tesseract))
        {
            return null;
        }

        var engine = TesseractNative.Create();
        if (TesseractNative.Init(engine, folder, Language) == 0)
        {
            return new TesseractEngine(engine);
        }

        TesseractNative.Delete(engine);
        return null;
    }

    /// <summary>Reads the text of a grey image of one byte a pixel, rows without padding.</summary>
    /// <returns>Tesseract's table: one line a word, fields parted by tabs; empty when it gave up.</returns>
    public string ReadTable(ReadOnlySpan<byte> grey, int width, int height)
    {
        TesseractNative.SetSegmentation(_engine, AutomaticSegmentation);
        TesseractNative.SetImage(_engine, ref MemoryMarshal.GetReference(grey), width, height, 1, width);
        TesseractNative.SetResolution(_engine, DotsPerInch);
        var text = TesseractNative.GetTsv(_engine, 0);
        try
        {
            return Marshal.PtrToStringUTF8(text) ?? "";
        }
        finally
        {
            TesseractNative.FreeText(text);
            TesseractNative.Clear(_engine);
            // What it learned from one caller's letters must not colour the next caller's words.
            TesseractNative.ForgetLearned(_engine);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => TesseractNative.Delete(_engine);
}
