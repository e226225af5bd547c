using Iris.Core.Model;

namespace Iris.Core.Images.Facts;

/// <summary>AVIF and HEIC: the properties of the primary item (ISO/IEC 23008-12).</summary>
/// <remarks>Rotation and mirror are properties there, and the orientation inside an EXIF item does not count.</remarks>
internal static class HeifFacts
{
    private const uint Ftyp = 0x66747970;
    private const uint Meta = 0x6D657461;
    private const uint Pitm = 0x7069746D;
    private const uint Iprp = 0x69707270;
    private const uint Ipco = 0x6970636F;
    private const uint Ipma = 0x69706D61;
    private const uint Iinf = 0x69696E66;
    private const uint Infe = 0x696E6665;
    private const uint Iloc = 0x696C6F63;
    private const uint ExifItem = 0x45786966;
    private const uint MimeItem = 0x6D696D65;
    private const uint GridItem = 0x67726964;

    public static GatewayError? Read(ref ByteWindow window, ref FactsDraft draft)
    {
        var scan = new HeifScan { Mirror = -1, ExifItem = -1, GridItem = -1 };
        var hasMeta = false;
        var boxes = new BoxWalk(0, window.Length);
        while (boxes.Next(ref window))
        {
            if (boxes.Type == Ftyp && ReadBrands(ref window, boxes.Start, boxes.End, ref draft) is { } error)
            {
                return error;
            }

            if (boxes.Type == Meta && !hasMeta)
            {
                hasMeta = true;
                ReadMeta(ref window, boxes.Start + 4, boxes.End, ref scan, ref draft);
            }
        }

        if (boxes.IsBroken)
        {
            return FactsError.Truncated(draft.Format);
        }

        HeifPrimaryItem.Read(ref window, ref scan, ref draft);
        if (!hasMeta || draft.Width == 0 || draft.Height == 0)
        {
            return FactsError.Corrupt(draft.Format, "it names no picture with a size");
        }

        draft.Orientation = HeifPrimaryItem.Orientation(scan.Rotation, scan.Mirror);
        return null;
    }

    /// <summary>A file whose main brand is a general one says in its other brands what is inside.</summary>
    private static GatewayError? ReadBrands(ref ByteWindow window, long start, long end, ref FactsDraft draft)
    {
        if (window.Matches(start, "avis"u8) || window.Matches(start, "msf1"u8) || window.Matches(start, "hevc"u8) || window.Matches(start, "hevx"u8))
        {
            return FactsError.Variant("an AVIF or HEIC image sequence");
        }

        if (!window.Matches(start, "mif1"u8))
        {
            return null;
        }

        for (var at = start + 8; at + 4 <= end && at < start + 256; at += 4)
        {
            if (window.Matches(at, "avif"u8))
            {
                draft.Format = ImageFormat.Avif;
            }
        }

        return null;
    }

    private static void ReadMeta(ref ByteWindow window, long start, long end, ref HeifScan scan, ref FactsDraft draft)
    {
        var boxes = new BoxWalk(start, end);
        while (boxes.Next(ref window))
        {
            switch (boxes.Type)
            {
                case Pitm:
                    scan.PrimaryItem = window.Byte(boxes.Start) == 0 ? window.U16(boxes.Start + 4) : window.U32(boxes.Start + 4);
                    break;
                case Iinf:
                    ReadItems(ref window, boxes.Start, boxes.End, ref scan, ref draft);
                    break;
                case Iloc:
                    (scan.Locations, scan.LocationsEnd) = (boxes.Start, boxes.End);
                    break;
                case Iprp:
                    FindProperties(ref window, boxes.Start, boxes.End, ref scan);
                    break;
            }
        }
    }

    private static void FindProperties(ref ByteWindow window, long start, long end, ref HeifScan scan)
    {
        var boxes = new BoxWalk(start, end);
        while (boxes.Next(ref window))
        {
            if (boxes.Type == Ipco)
            {
                (scan.Properties, scan.PropertiesEnd) = (boxes.Start, boxes.End);
            }
            else if (boxes.Type == Ipma && scan.Associations == 0)
            {
                (scan.Associations, scan.AssociationsEnd) = (boxes.Start, Math.Min(boxes.End, boxes.Start + HeifPrimaryItem.MaxAssociations));
            }
        }
    }

    private static void ReadItems(ref ByteWindow window, long start, long end, ref HeifScan scan, ref FactsDraft draft)
    {
        var boxes = new BoxWalk(start + (window.Byte(start) == 0 ? 6 : 8), end);
        while (boxes.Next(ref window))
        {
            var version = window.Byte(boxes.Start);
            if (boxes.Type != Infe || version < 2)
            {
                continue;
            }

            var wide = version == 2 ? 0 : 2;
            var type = window.U32(boxes.Start + 8 + wide);
            var item = wide == 0 ? window.U16(boxes.Start + 4) : window.U32(boxes.Start + 4);
            draft.HasMetadata |= type is MimeItem or ExifItem;
            draft.HasExif |= type == ExifItem;
            scan.ExifItem = type == ExifItem ? item : scan.ExifItem;
            scan.GridItem = type == GridItem ? item : scan.GridItem;
        }
    }
}
