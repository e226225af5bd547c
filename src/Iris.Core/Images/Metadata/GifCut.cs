using Iris.Core.Images.Facts;

namespace Iris.Core.Images.Metadata;

/// <summary>GIF: frames and what draws them stay; an animation's loop stays.</summary>
internal static class GifCut
{
    /// <summary>A loop is 19 bytes; a longer block under its name holds something else.</summary>
    private const int MaxLoop = 24;

    /// <summary>Collects what stays; false when the blocks do not lead to the trailer.</summary>
    public static bool Cut(ref ByteWindow window, PieceList pieces)
    {
        var screen = window.Look(0, GifBlock.ScreenLength);
        if (screen.IsEmpty)
        {
            return false;
        }

        long position = GifBlock.ScreenLength + GifBlock.TableLength(screen[10]);
        pieces.Keep(0, position);
        var control = (Start: 0L, Length: 0L);
        while (!pieces.IsTooLong)
        {
            var start = position;
            switch (window.Byte(position))
            {
                case GifBlock.Trailer:
                    pieces.Keep(position, 1);
                    return true;
                case GifBlock.Image:
                    position = EndOfFrame(ref window, position);
                    pieces.Keep(control.Start, control.Length);
                    pieces.Keep(start, position - start);
                    control = default;
                    break;
                case GifBlock.Extension:
                    position = GifBlock.SkipSubBlocks(ref window, position + 2);
                    KeepExtension(ref window, start, position - start, ref control, pieces);
                    break;
                case 0:
                    position++;
                    break;
                default:
                    return false;
            }

            if (position < 0)
            {
                return false;
            }
        }

        return false;
    }

    private static long EndOfFrame(ref ByteWindow window, long position)
    {
        var frame = window.Look(position, 10);
        return frame.IsEmpty ? -1 : GifBlock.SkipSubBlocks(ref window, position + 10 + GifBlock.TableLength(frame[9]) + 1);
    }

    /// <summary>A graphic control belongs to what is drawn next, so it waits for that.</summary>
    private static void KeepExtension(ref ByteWindow window, long start, long length, ref (long Start, long Length) control, PieceList pieces)
    {
        var label = window.Byte(start + 1);
        if (label == GifBlock.GraphicControl)
        {
            control = (start, length);
        }
        else if (label == GifBlock.PlainText)
        {
            control = default;
        }
        else if (!GifBlock.IsMetadata(ref window, label, start + 2) && length <= MaxLoop)
        {
            pieces.Keep(start, length);
        }
    }
}
