namespace Iris.Core.Wire;

/// <summary>Recognises an image by the first characters of its base64 text, without decoding.</summary>
public static class Base64Magic
{
    /// <summary>True when the text begins as the base64 of a PNG, JPEG, GIF, WebP, TIFF, AVIF or HEIC does.</summary>
    /// <param name="text">At least the first 16 characters, without a data URL prefix.</param>
    public static bool LooksLikeImage(ReadOnlySpan<byte> text)
        => text.StartsWith("iVBORw0KGgo"u8)
            || text.StartsWith("/9j/"u8)
            || text.StartsWith("R0lGODdh"u8)
            || text.StartsWith("R0lGODlh"u8)
            || text.StartsWith("UklGR"u8)
            || text.StartsWith("SUkqA"u8)
            || text.StartsWith("TU0AK"u8)
            || (text.StartsWith("AAAA"u8) && text.Length > 10 && text[5..].StartsWith("GZ0eX"u8));
}
