namespace Iris.Gateway.Tests.Imaging;

/// <summary>Puts an EXIF block into a JPEG.</summary>
internal static class TestExif
{
    /// <summary>The same file with an orientation, 1 to 8.</summary>
    public static byte[] Turn(byte[] jpeg, int orientation)
    {
        byte[] segment =
        [
            0xff, 0xe1, 0, 34, .. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0,
            1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }
}
