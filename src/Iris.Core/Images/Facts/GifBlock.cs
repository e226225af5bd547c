namespace Iris.Core.Images.Facts;

/// <summary>The blocks of a GIF (GIF89a specification), and which of its extensions no decoder needs.</summary>
internal static class GifBlock
{
    public const int ScreenLength = 13;
    public const int Extension = 0x21;
    public const int Image = 0x2C;
    public const int Trailer = 0x3B;
    public const int GraphicControl = 0xF9;
    public const int PlainText = 0x01;

    private const int Application = 0xFF;
    private const int FullBlock = 255;

    /// <summary>True for an extension that tells about the picture but does not make it: all but graphic control and the two that loop an animation.</summary>
    /// <param name="window">Where it lies.</param>
    /// <param name="label">Its label.</param>
    /// <param name="data">Offset of its first sub-block.</param>
    public static bool IsMetadata(ref ByteWindow window, int label, long data) => label switch
    {
        GraphicControl => false,
        Application => !window.Matches(data, "\u000BNETSCAPE2.0\u0003\u0001"u8) && !window.Matches(data, "\u000BANIMEXTS1.0\u0003\u0001"u8),
        _ => true,
    };

    /// <summary>Offset behind a chain of sub-blocks and its end, or -1 when the image ends first.</summary>
    public static long SkipSubBlocks(ref ByteWindow window, long position)
    {
        while (true)
        {
            // Walked inside the window: a hostile file has a block for every other byte.
            var ahead = window.LookAhead(position);
            var at = 0;
            while (at < ahead.Length && ahead[at] != 0)
            {
                at += ahead[at] + 1;
            }

            if (ahead.IsEmpty || at < ahead.Length)
            {
                return ahead.IsEmpty ? -1 : position + at + 1;
            }

            // Long chains are of full blocks: of each no more than its length is read.
            position = window.SkipBlocks(position + at, FullBlock);
        }
    }

    /// <summary>Bytes of a colour table, by the flags before it.</summary>
    public static int TableLength(int flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
