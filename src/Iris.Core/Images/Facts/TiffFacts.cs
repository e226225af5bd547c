using System.Numerics;
using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>TIFF: the first directory, the number of pages, and whether the first page's data lies inside the file.</summary>
internal static class TiffFacts
{
    /// <summary>Strips whose ranges are checked, spread evenly; the last one is always among them.</summary>
    private const int MaxStripsChecked = 256;

    /// <summary>More samples a pixel than any picture has; a hostile count makes decoders allocate rows of megabytes.</summary>
    private const int MaxSamples = 32;

    private const int Uncompressed = 1;
    private const int Planar = 2;
    private const int Separated = 5;
    private const int YCbCr = 6;

    private struct Page()
    {
        public TiffEntry Offsets;
        public TiffEntry Lengths;
        public bool IsTiled;
        public long Bits = 1;
        public long Samples = 1;
        public long RowsPerStrip = long.MaxValue;
        public long Compression = Uncompressed;
        public long Photometric;
        public long Configuration = 1;
        public TiffEntry Profile;
    }

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

        var page = new Page();
        for (var i = 0; i < count; i++)
        {
            ReadEntry(ref window, tiff, tiff.Entry(ref window, first, i), ref page, ref draft);
        }

        if (draft.Width == 0 || draft.Height == 0 || page.Offsets.Count == 0 || page.Samples is < 1 or > MaxSamples)
        {
            return FactsError.Corrupt(ImageFormat.Tiff, "its first page has no size, no data or impossible samples");
        }

        ExifFacts.ReadDirectory(ref window, tiff, first, ref draft);
        ReadColour(ref window, tiff, page, ref draft);
        draft.Frames = CountPages(ref window, tiff, first);
        return DataLiesInside(ref window, tiff, page) && FirstStripIsWhole(ref window, tiff, page, draft) ? null : FactsError.Truncated(ImageFormat.Tiff);
    }

    /// <summary>Takes an entry in; of entries with the same tag the first counts, as in libtiff.</summary>
    private static void ReadEntry(ref ByteWindow window, TiffDirectory tiff, TiffEntry entry, ref Page page, ref FactsDraft draft)
    {
        switch (entry.Tag)
        {
            case TiffTag.Width when draft.Width == 0:
                draft.Width = tiff.Number(ref window, entry);
                break;
            case TiffTag.Height when draft.Height == 0:
                draft.Height = tiff.Number(ref window, entry);
                break;
            case TiffTag.BitsPerSample:
                page.Bits = tiff.Number(ref window, entry);
                break;
            case TiffTag.Compression:
                page.Compression = tiff.Number(ref window, entry);
                break;
            case TiffTag.Photometric:
                page.Photometric = tiff.Number(ref window, entry);
                break;
            case TiffTag.SamplesPerPixel:
                page.Samples = tiff.Number(ref window, entry);
                break;
            case TiffTag.RowsPerStrip:
                page.RowsPerStrip = tiff.Number(ref window, entry);
                break;
            case TiffTag.PlanarConfiguration:
                page.Configuration = tiff.Number(ref window, entry);
                break;
            case TiffTag.StripOffsets or TiffTag.TileOffsets when page.Offsets.Count == 0:
                page.Offsets = entry;
                page.IsTiled = entry.Tag == TiffTag.TileOffsets;
                break;
            case TiffTag.StripLengths or TiffTag.TileLengths when page.Lengths.Count == 0:
                page.Lengths = entry;
                break;
            case TiffTag.ExtraSamples:
                draft.HasAlpha |= tiff.Number(ref window, entry) is 1 or 2;
                break;
            case TiffTag.IccProfile when page.Profile.Count == 0:
                page.Profile = entry;
                break;
            case TiffTag.Xmp or TiffTag.Iptc:
                draft.HasMetadata = true;
                break;
        }
    }

    private static void ReadColour(ref ByteWindow window, TiffDirectory tiff, in Page page, ref FactsDraft draft)
    {
        draft.IsCmyk = page.Photometric == Separated;
        draft.IsDeep = page.Bits > 8;
        draft.IsWideGamut = page.Profile.Count > 0 && tiff.IsInside(page.Profile) && IccProfile.IsWide(ref window, page.Profile.ValueAt, page.Profile.Count);
    }

    /// <summary>A chain that runs in a circle counts as a long one, and is not walked to the cap for it (Brent's way to see a circle).</summary>
    private static int CountPages(ref ByteWindow window, TiffDirectory tiff, long directory)
    {
        var pages = 0;
        var mark = directory;
        while (pages < FactsDraft.MaxFramesCounted && tiff.Count(ref window, directory) > 0)
        {
            pages++;
            directory = tiff.Next(ref window, directory);
            if (directory == mark)
            {
                return FactsDraft.MaxFramesCounted;
            }

            if (BitOperations.IsPow2(pages))
            {
                mark = directory;
            }
        }

        return pages;
    }

    private static bool DataLiesInside(ref ByteWindow window, TiffDirectory tiff, in Page page)
    {
        if (!tiff.IsInside(page.Offsets) || !tiff.IsInside(page.Lengths))
        {
            return false;
        }

        var strips = page.Offsets.Count;
        var step = Math.Max(1, strips / MaxStripsChecked);
        for (long i = 0; i < strips; i += step)
        {
            if (!StripLiesInside(ref window, tiff, page, i))
            {
                return false;
            }
        }

        return StripLiesInside(ref window, tiff, page, strips - 1);
    }

    private static bool StripLiesInside(ref ByteWindow window, TiffDirectory tiff, in Page page, long index)
        => tiff.IsInside(tiff.Number(ref window, page.Offsets, index), tiff.Number(ref window, page.Lengths, index));

    /// <summary>An uncompressed strip has a known size; a smaller one means that its row count is a lie.</summary>
    private static bool FirstStripIsWhole(ref ByteWindow window, TiffDirectory tiff, in Page page, in FactsDraft draft)
    {
        if (page.IsTiled || page.Compression != Uncompressed || page.Photometric == YCbCr || page.Lengths.Count == 0)
        {
            return true;
        }

        var samples = page.Configuration == Planar ? 1 : page.Samples;
        var row = ((draft.Width * page.Bits * samples) + 7) / 8;
        return tiff.Number(ref window, page.Lengths) >= row * Math.Min(page.RowsPerStrip, draft.Height);
    }
}
