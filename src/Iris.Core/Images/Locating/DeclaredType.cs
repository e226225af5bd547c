using System.Text;
using Iris.Core.Model;

namespace Iris.Core.Images.Locating;

/// <summary>The media type that a data URL claims. It is never believed; that it was wrong is told.</summary>
internal static class DeclaredType
{
    /// <summary>True when the prefix of a data URL names a media type that is not the bytes' own.</summary>
    /// <remarks>Old names of the same type, types that name no format, and no type at all contradict nothing. Of a doubled prefix the inner one counts.</remarks>
    /// <param name="prefix">All before the payload, escapes undone; anything without <c>data:</c> claims nothing.</param>
    /// <param name="format">What the bytes are.</param>
    public static bool Contradicts(ReadOnlySpan<byte> prefix, ImageFormat format)
    {
        var type = Read(prefix);
        return type.Contains((byte)'/')
            && !Ascii.EqualsIgnoreCase(type, format.MediaType())
            && !IsOtherName(type, format)
            && !NamesNoFormat(type);
    }

    private static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> prefix)
    {
        var type = ReadOnlySpan<byte>.Empty;
        for (var at = 0; at + 5 <= prefix.Length; at++)
        {
            if (Ascii.EqualsIgnoreCase(prefix.Slice(at, 5), "data:"u8))
            {
                type = prefix[(at + 5)..];
            }
        }

        var end = type.IndexOfAny((byte)';', (byte)',');
        return (end < 0 ? type : type[..end]).Trim(" \t\r\n\f\v"u8);
    }

    private static bool IsOtherName(ReadOnlySpan<byte> type, ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => Is(type, "image/jpg"u8) || Is(type, "image/pjpeg"u8),
        ImageFormat.Png => Is(type, "image/x-png"u8) || Is(type, "image/apng"u8),
        ImageFormat.Tiff => Is(type, "image/tif"u8),
        ImageFormat.Heic => Is(type, "image/heif"u8) || Is(type, "image/heic-sequence"u8) || Is(type, "image/heif-sequence"u8),
        _ => false,
    };

    private static bool NamesNoFormat(ReadOnlySpan<byte> type)
        => Is(type, "application/octet-stream"u8) || Is(type, "binary/octet-stream"u8) || Is(type, "image/*"u8) || Is(type, "*/*"u8);

    private static bool Is(ReadOnlySpan<byte> type, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(type, name);
}
