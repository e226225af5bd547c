using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>GIF: a walk over its blocks to the trailer.</summary>
internal static class GifFacts
{
    /// <summary>Above this a declared screen is not believed and the frames decide, as libnsgif (the decoder behind libvips) does.</summary>
    private const int MaxBelievedScreen = 2048;

    private const int MaxExtensions = 20_000;

    public static GatewayError? Read(ref ByteWindow window, ref FactsDraft draft)
    {
        var screen = window.Look(0, GifBlock.ScreenLength);
        if (screen.IsEmpty)
        {
            return FactsError.Truncated(ImageFormat.Gif);
        }

        var width = screen[6] | screen[7] << 8;
        var height = screen[8] | screen[9] << 8;
        var believed = width <= MaxBelievedScreen && height <= MaxBelievedScreen;
        draft.Width = believed ? width : 1;
        draft.Height = believed ? height : 1;
        draft.Frames = 0;
        return Walk(ref window, GifBlock.ScreenLength + GifBlock.TableLength(screen[10]), ref draft);
    }

    private static GatewayError? Walk(ref ByteWindow window, long position, ref FactsDraft draft)
    {
        var extensions = 0;
        while (draft.Frames < FactsDraft.MaxFramesCounted)
        {
            switch (window.Byte(position))
            {
                case GifBlock.Trailer:
                    draft.HasMetadata |= position + 1 < window.Length;
                    return draft.Frames > 0 ? null : FactsError.Corrupt(ImageFormat.Gif, "it has no frame with pixels");
                case GifBlock.Image:
                    position = ReadFrame(ref window, position + 1, ref draft);
                    break;
                case GifBlock.Extension when ++extensions <= MaxExtensions:
                    position = ReadExtension(ref window, position + 1, ref draft);
                    break;
                case 0 when ++extensions <= MaxExtensions:
                    // Some writers pad between blocks.
                    position++;
                    break;
                case -1:
                    return FactsError.Truncated(ImageFormat.Gif);
                default:
                    return FactsError.Corrupt(ImageFormat.Gif, "its blocks are out of step");
            }

            if (position < 0)
            {
                return FactsError.Truncated(ImageFormat.Gif);
            }
        }

        return null;
    }

    /// <summary>Returns the position behind the frame, or -1 when the data ends inside it.</summary>
    private static long ReadFrame(ref ByteWindow window, long position, ref FactsDraft draft)
    {
        var frame = window.Look(position, 9);
        if (frame.IsEmpty)
        {
            return -1;
        }

        if (draft.Frames == 0)
        {
            // The first frame may be larger than the screen, and then the screen grows, as libnsgif has it.
            draft.Width = Math.Max(draft.Width, (frame[0] | frame[1] << 8) + (frame[4] | frame[5] << 8));
            draft.Height = Math.Max(draft.Height, (frame[2] | frame[3] << 8) + (frame[6] | frame[7] << 8));
        }

        draft.IsProgressive |= (frame[8] & 0x40) != 0;
        position += 9 + GifBlock.TableLength(frame[8]);
        draft.Frames += HasPixels(ref window, position) ? 1 : 0;
        return GifBlock.SkipSubBlocks(ref window, position + 1);
    }

    /// <summary>False when the frame's data is absent, or its first code is already the end code.</summary>
    private static bool HasPixels(ref ByteWindow window, long position)
    {
        var data = window.Look(position, 3);
        if (data.IsEmpty || data[1] == 0)
        {
            return false;
        }

        var codeSize = data[0];
        return codeSize > 7 || (data[2] & ((2 << codeSize) - 1)) != (1 << codeSize) + 1;
    }

    private static long ReadExtension(ref ByteWindow window, long position, ref FactsDraft draft)
    {
        var label = window.Byte(position);
        position++;
        if (label == GifBlock.GraphicControl)
        {
            var control = window.Look(position, 2);
            draft.HasAlpha |= !control.IsEmpty && (control[1] & 1) != 0;
        }

        draft.HasMetadata |= GifBlock.IsMetadata(ref window, label, position);
        return GifBlock.SkipSubBlocks(ref window, position);
    }
}
