namespace Iris.Core.Images.Facts;

/// <summary>Reads the few EXIF values that matter: orientation, whether there is a position, camera and time.</summary>
/// <remarks>A broken EXIF block is no error, as with every decoder: what can be read is taken.</remarks>
internal static class ExifFacts
{
    private const int MaxText = 64;
    private const int TimeLength = 19;

    /// <summary>Reads the block at an offset, with or without the <c>Exif\0\0</c> before it.</summary>
    public static void Read(ref ByteWindow window, long start, long length, ref FactsDraft draft)
    {
        if (window.Matches(start, "Exif\0"u8))
        {
            start += 6;
            length -= 6;
        }

        draft.HasExif = true;
        length = Math.Min(length, window.Length - start);
        if (TiffDirectory.TryOpen(ref window, start, length, out var tiff))
        {
            ReadDirectory(ref window, tiff, tiff.First(ref window), ref draft);
        }
    }

    /// <summary>Reads the first directory of an EXIF block or of a TIFF image.</summary>
    public static void ReadDirectory(ref ByteWindow window, TiffDirectory tiff, long directory, ref FactsDraft draft)
    {
        string? make = null;
        string? model = null;
        string? time = null;
        var (sawExif, sawGps) = (false, false);
        var count = tiff.Count(ref window, directory);
        for (var i = 0; i < count; i++)
        {
            var entry = tiff.Entry(ref window, directory, i);
            switch (entry.Tag)
            {
                case TiffTag.Orientation:
                    ReadOrientation(tiff.Number(ref window, entry), ref draft);
                    break;
                case TiffTag.Make:
                    make ??= Printable(tiff.Text(ref window, entry, MaxText));
                    break;
                case TiffTag.Model:
                    model ??= Printable(tiff.Text(ref window, entry, MaxText));
                    break;
                case TiffTag.DateTime:
                    time ??= Time(tiff.Text(ref window, entry, TimeLength));
                    break;
                case TiffTag.ExifDirectory when !sawExif:
                    sawExif = draft.HasExif = true;
                    draft.TakenAt ??= TakenAt(ref window, tiff, tiff.Number(ref window, entry));
                    break;
                case TiffTag.GpsDirectory when !sawGps:
                    sawGps = draft.HasExif = true;
                    draft.HasGps = HasPosition(ref window, tiff, tiff.Number(ref window, entry));
                    break;
            }
        }

        draft.TakenAt ??= time;
        draft.Camera ??= Camera(make, model);
    }

    private static void ReadOrientation(long value, ref FactsDraft draft)
    {
        if (value is >= 1 and <= 8)
        {
            draft.Orientation = (int)value;
        }
    }

    private static string? TakenAt(ref ByteWindow window, TiffDirectory tiff, long directory)
    {
        var count = tiff.Count(ref window, directory);
        for (var i = 0; i < count; i++)
        {
            var entry = tiff.Entry(ref window, directory, i);
            if (entry.Tag == TiffTag.DateTimeOriginal)
            {
                return Time(tiff.Text(ref window, entry, TimeLength));
            }
        }

        return null;
    }

    private static bool HasPosition(ref ByteWindow window, TiffDirectory tiff, long directory)
    {
        var count = tiff.Count(ref window, directory);
        for (var i = 0; i < count; i++)
        {
            if (tiff.Entry(ref window, directory, i).Tag is TiffTag.GpsLatitude or TiffTag.GpsLongitude)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Camera(string? make, string? model)
    {
        if (make is null || model is null)
        {
            return make ?? model;
        }

        // Many makers repeat their name in the model: "Canon", "Canon EOS 5D".
        var name = model.StartsWith(make, StringComparison.OrdinalIgnoreCase) ? model : $"{make} {model}";
        return name.Length > MaxText ? name[..MaxText].TrimEnd() : name;
    }

    /// <summary>Text for people from untrusted bytes: printable ASCII only, up to the first zero, or null when nothing is left.</summary>
    private static string? Printable(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)0);
        text = end >= 0 ? text[..end] : text;
        Span<char> kept = stackalloc char[MaxText];
        var length = 0;
        foreach (var character in text)
        {
            if (character is >= 0x20 and < 0x7F && length < kept.Length)
            {
                kept[length++] = (char)character;
            }
        }

        var result = kept[..length].Trim();
        return result.IsEmpty ? null : result.ToString();
    }

    /// <summary>EXIF's <c>yyyy:MM:dd HH:mm:ss</c>, or null for anything else; cameras without a clock write zeros or blanks.</summary>
    private static string? Time(ReadOnlySpan<byte> text)
    {
        if (text.Length != TimeLength || text.StartsWith("0000"u8))
        {
            return null;
        }

        for (var i = 0; i < TimeLength; i++)
        {
            var fits = i switch
            {
                4 or 7 or 13 or 16 => text[i] == ':',
                10 => text[i] == ' ',
                _ => text[i] is >= (byte)'0' and <= (byte)'9',
            };
            if (!fits)
            {
                return null;
            }
        }

        return System.Text.Encoding.ASCII.GetString(text);
    }
}
