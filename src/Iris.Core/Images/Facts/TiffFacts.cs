using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>TIFF: the first directory, the number of pages, and whether the first page's data lies inside the file.</summary>
internal static class TiffFacts
{
    /// <summary>Strips whose ranges are checked; the last one is always among them.</summary>
    private const int MaxStripsChecked = 256;

    public static GatewayError? Read(ref ByteWindow window, ref FactsDraft draft)
    {
        if (!TiffDirectory.TryOpen(ref window, 0, window.Length, out var tiff))
        {
            return FactsError.Truncated(ImageFormat.Tiff);
        }

        var first = tiff.First(ref window);
        var count = tiff.Count(ref window, first);
        if (count < 1)
        {
            return FactsError.Truncated(ImageFormat.Tiff);
        }

        var data = ReadPage(ref window, tiff, first, count, ref draft);
        if (draft.Width == 0 || draft.Height == 0)
        {
            return FactsError.Corrupt(ImageFormat.Tiff, "its first page has no size");
        }

        if (data.Offsets.Count == 0)
        {
            return FactsError.Corrupt(ImageFormat.Tiff, "its first page has no data");
        }

        ExifFacts.ReadDirectory(ref window, tiff, first, ref draft);
        draft.Frames = CountPages(ref window, tiff, first);
        return DataLiesInside(ref window, tiff, data) ? null : FactsError.Truncated(ImageFormat.Tiff);
    }

    private static (TiffEntry Offsets, TiffEntry Lengths) ReadPage(ref ByteWindow window, TiffDirectory tiff, long directory, int count, ref FactsDraft draft)
    {
        TiffEntry offsets = default;
        TiffEntry lengths = default;
        for (var i = 0; i < count; i++)
        {
            var entry = tiff.Entry(ref window, directory, i);
            switch (entry.Tag)
            {
                case TiffTag.Width:
                    draft.Width = tiff.Number(ref window, entry);
                    break;
                case TiffTag.Height:
                    draft.Height = tiff.Number(ref window, entry);
                    break;
                case TiffTag.StripOffsets or TiffTag.TileOffsets:
                    offsets = entry;
                    break;
                case TiffTag.StripLengths or TiffTag.TileLengths:
                    lengths = entry;
                    break;
                case TiffTag.ExtraSamples:
                    draft.HasAlpha |= tiff.Number(ref window, entry) is 1 or 2;
                    break;
                case TiffTag.Xmp or TiffTag.Iptc:
                    draft.HasMetadata = true;
                    break;
            }
        }

        return (offsets, lengths);
    }

    /// <summary>A chain that runs in a circle ends at the cap like a long one.</summary>
    private static int CountPages(ref ByteWindow window, TiffDirectory tiff, long directory)
    {
        var pages = 0;
        while (pages < FactsDraft.MaxFramesCounted && tiff.Count(ref window, directory) > 0)
        {
            pages++;
            directory = tiff.Next(ref window, directory);
        }

        return pages;
    }

    private static bool DataLiesInside(ref ByteWindow window, TiffDirectory tiff, (TiffEntry Offsets, TiffEntry Lengths) data)
    {
        if (!tiff.IsInside(data.Offsets) || !tiff.IsInside(data.Lengths))
        {
            return false;
        }

        var strips = data.Offsets.Count;
        var step = Math.Max(1, strips / MaxStripsChecked);
        for (long i = 0; i < strips; i += step)
        {
            if (!StripLiesInside(ref window, tiff, data, i))
            {
                return false;
            }
        }

        return StripLiesInside(ref window, tiff, data, strips - 1);
    }

    private static bool StripLiesInside(ref ByteWindow window, TiffDirectory tiff, (TiffEntry Offsets, TiffEntry Lengths) data, long index)
        => tiff.IsInside(tiff.Number(ref window, data.Offsets, index), tiff.Number(ref window, data.Lengths, index));
}
