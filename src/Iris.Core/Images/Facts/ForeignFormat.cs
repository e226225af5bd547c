namespace Iris.Core.Images.Facts;

/// <summary>Names what was sent instead of an image, so that the error says more than "unknown".</summary>
internal static class ForeignFormat
{
    private const int DicomMark = 128;
    private const int TarMark = 257;

    /// <summary>The name with its article, or null when nothing is recognised.</summary>
    /// <param name="head">The first bytes, at most a few KiB.</param>
    public static string? Name(ReadOnlySpan<byte> head)
        => NamePicture(head) ?? NameDocument(head) ?? NameMedia(head) ?? NameArchive(head) ?? NameText(head);

    private static string? NamePicture(ReadOnlySpan<byte> head)
        => head.StartsWith("BM"u8) && head.Length >= 18 && head[15] == 0 && head[17] == 0 ? "a BMP image"
            : head.StartsWith<byte>([0, 0, 1, 0]) ? "an ICO icon"
            : head.StartsWith<byte>([0, 0, 2, 0]) && head.Length > 4 && head[4] != 0 ? "a CUR or TGA image"
            : head.StartsWith("8BPS"u8) ? "a Photoshop document"
            : head.StartsWith<byte>([0, 0, 0, 0x0C, (byte)'j', (byte)'P']) || head.StartsWith<byte>([0xFF, 0x4F, 0xFF, 0x51]) ? "a JPEG 2000 image"
            : head.StartsWith<byte>([0, 0, 0, 0x0C, (byte)'J', (byte)'X', (byte)'L']) || head.StartsWith<byte>([0xFF, 0x0A]) ? "a JPEG XL image"
            : head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8) ? "a BigTIFF image"
            : head.StartsWith<byte>([0x76, 0x2F, 0x31, 0x01]) ? "an OpenEXR image"
            : head.StartsWith("#?RADIANCE"u8) || head.StartsWith("#?RGBE"u8) ? "a Radiance HDR image"
            : head.StartsWith("qoif"u8) ? "a QOI image"
            : head.StartsWith("DDS "u8) ? "a DDS texture"
            : head.StartsWith("icns"u8) ? "an ICNS icon"
            : head.StartsWith<byte>([(byte)'B', (byte)'P', (byte)'G', 0xFB]) ? "a BPG image"
            : head.StartsWith("gimp xcf"u8) ? "a GIMP image"
            : head.StartsWith<byte>([0x01, 0xDA]) ? "an SGI image"
            : head.Length >= 3 && head[0] == 'P' && head[1] is >= (byte)'1' and <= (byte)'7' && head[2] is (byte)'\n' or (byte)' ' or (byte)'\r' ? "a PNM image"
            : head.Length >= DicomMark + 4 && head[DicomMark..].StartsWith("DICM"u8) ? "a DICOM image"
            : null;

    private static string? NameDocument(ReadOnlySpan<byte> head)
        => head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) >= 0 ? "a PDF document"
            : head.StartsWith("%!PS"u8) || head.StartsWith<byte>([0xC5, 0xD0, 0xD3, 0xC6]) ? "a PostScript document"
            : head.StartsWith("{\\rtf"u8) ? "an RTF document"
            : head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]) ? "a Microsoft Office document"
            : null;

    private static string? NameMedia(ReadOnlySpan<byte> head)
        => head.Length >= 8 && (head[4..].StartsWith("ftyp"u8) || head[4..].StartsWith("moov"u8) || head[4..].StartsWith("mdat"u8)) ? "an MP4 or QuickTime video"
            : head.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]) ? "a Matroska or WebM video"
            : head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("AVI "u8) ? "an AVI video"
            : head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WAVE"u8) ? "a WAV sound"
            : head.StartsWith("FLV"u8) ? "a Flash video"
            : head.StartsWith("OggS"u8) ? "an Ogg stream"
            : head.StartsWith("fLaC"u8) ? "a FLAC sound"
            : head.StartsWith("ID3"u8) ? "an MP3 sound"
            : null;

    private static string? NameArchive(ReadOnlySpan<byte> head)
        => head.StartsWith("PK\u0003\u0004"u8) ? "a ZIP archive or an Office document"
            : head.StartsWith<byte>([0x1F, 0x8B]) ? "a gzip file"
            : head.StartsWith<byte>([(byte)'7', (byte)'z', 0xBC, 0xAF]) ? "a 7-Zip archive"
            : head.StartsWith("Rar!"u8) || head.StartsWith("RE~^"u8) ? "a RAR archive"
            : head.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD]) ? "a Zstandard file"
            : head.Length >= TarMark + 5 && head[TarMark..].StartsWith("ustar"u8) ? "a tar archive"
            : head.StartsWith<byte>([0x7F, (byte)'E', (byte)'L', (byte)'F']) || head.StartsWith("MZ"u8) ? "a program"
            : head.StartsWith("wOFF"u8) || head.StartsWith("wOF2"u8) || head.StartsWith("OTTO"u8) ? "a font"
            : null;

    private static string? NameText(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || text[0] is not ((byte)'<' or (byte)'{' or (byte)'['))
        {
            return null;
        }

        return text[0] != '<' ? (text[0] == '{' ? "a JSON document" : null)
            : text.IndexOf("<svg"u8) >= 0 ? "an SVG drawing"
            : StartsWithIgnoreCase(text, "<!doctype html"u8) || StartsWithIgnoreCase(text, "<html"u8) || StartsWithIgnoreCase(text, "<head"u8) ? "an HTML page"
            : text.StartsWith("<?xml"u8) ? "an XML document"
            : null;
    }

    private static bool StartsWithIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase)
        => text.Length >= lowerCase.Length && System.Text.Ascii.EqualsIgnoreCase(text[..lowerCase.Length], lowerCase);
}
