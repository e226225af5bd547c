using System.Text;
using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>Reads the few EXIF values that matter: orientation, whether there is a position, camera and time.</summary>
/// <remarks>A broken EXIF block is no error, as with every decoder: what can be read is taken.</remarks>
internal static class ExifFacts
{
    private const int MaxText = FactText.MaxLength;
    private const int TimeLength = 19;

    /// <summary>A header, one entry and the end of the chain need 26 bytes; what is larger has room to hide something.</summary>
    private const int OrientationOnlyLength = 28;

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
        if (!TiffDirectory.TryOpen(ref window, start, length, out var tiff))
        {
            draft.HasMetadata = true;
            return;
        }

        var first = tiff.First(ref window);
        draft.HasMetadata |= length > OrientationOnlyLength || !HoldsOrientationOnly(ref window, tiff, first);
        ReadDirectory(ref window, tiff, first, ref draft);
    }

    /// <summary>An orientation makes the picture and tells nothing about it, so a block that holds no more is not metadata.</summary>
    private static bool HoldsOrientationOnly(ref ByteWindow window, TiffDirectory tiff, long directory)
        => tiff.Count(ref window, directory) == 1 && tiff.Entry(ref window, directory, 0).Tag == TiffTag.Orientation && tiff.Next(ref window, directory) == 0;

    /// <summary>Reads the first directory of an EXIF block or of a TIFF image.</summary>
    public static void ReadDirectory(ref ByteWindow window, TiffDirectory tiff, long directory, ref FactsDraft draft)
    {
        FactText make = default;
        FactText model = default;
        FactText time = default;
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
                case TiffTag.Make when make.IsNone:
                    make = Printable(tiff.Text(ref window, entry, MaxText));
                    break;
                case TiffTag.Model when model.IsNone:
                    model = Printable(tiff.Text(ref window, entry, MaxText));
                    break;
                case TiffTag.DateTime when time.IsNone:
                    time = Time(tiff.Text(ref window, entry, TimeLength));
                    break;
                case TiffTag.ExifDirectory when !sawExif:
                    sawExif = draft.HasExif = true;
                    var takenAt = TakenAt(ref window, tiff, tiff.Number(ref window, entry));
                    draft.TakenAt = draft.TakenAt.IsNone ? takenAt : draft.TakenAt;
                    break;
                case TiffTag.GpsDirectory when !sawGps:
                    sawGps = draft.HasExif = true;
                    draft.HasGps = HasPosition(ref window, tiff, tiff.Number(ref window, entry));
                    break;
            }
        }

        draft.TakenAt = draft.TakenAt.IsNone ? time : draft.TakenAt;
        draft.Camera = draft.Camera.IsNone ? Camera(make, model) : draft.Camera;
        draft.HasMetadata |= sawExif || sawGps || !draft.Camera.IsNone || !draft.TakenAt.IsNone;
    }

    private static void ReadOrientation(long value, ref FactsDraft draft)
    {
        if (value is >= 1 and <= 8)
        {
            draft.Orientation = (int)value;
        }
    }

    private static FactText TakenAt(ref ByteWindow window, TiffDirectory tiff, long directory)
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

        return default;
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

    private static FactText Camera(FactText make, FactText model)
    {
        if (make.IsNone || model.IsNone)
        {
            return make.IsNone ? model : make;
        }

        // Many makers repeat their name in the model: "Canon", "Canon EOS 5D".
        Span<byte> both = stackalloc byte[(2 * MaxText) + 1];
        var makeLength = make.CopyTo(both);
        both[makeLength] = (byte)' ';
        var modelLength = model.CopyTo(both[(makeLength + 1)..]);
        var modelText = both.Slice(makeLength + 1, modelLength);
        var repeats = modelLength >= makeLength && Ascii.EqualsIgnoreCase(modelText[..makeLength], both[..makeLength]);
        var name = repeats ? modelText : both[..(makeLength + 1 + modelLength)];
        return new FactText(name[..Math.Min(name.Length, MaxText)].TrimEnd((byte)' '));
    }

    /// <summary>Text for people from untrusted bytes: printable ASCII only, up to the first zero, or none when nothing is left.</summary>
    private static FactText Printable(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)0);
        text = end >= 0 ? text[..end] : text;
        Span<byte> kept = stackalloc byte[MaxText];
        var length = 0;
        foreach (var character in text)
        {
            if (character is >= 0x20 and < 0x7F && length < kept.Length)
            {
                kept[length++] = character;
            }
        }

        return new FactText(kept[..length].Trim((byte)' '));
    }

    /// <summary>EXIF's <c>yyyy:MM:dd HH:mm:ss</c>, or none for anything else; cameras without a clock write zeros or blanks.</summary>
    private static FactText Time(ReadOnlySpan<byte> text)
    {
        if (text.Length != TimeLength || text.StartsWith("0000"u8))
        {
            return default;
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
                return default;
            }
        }

        return new FactText(text);
    }
}
