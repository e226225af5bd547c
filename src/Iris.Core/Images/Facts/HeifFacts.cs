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
    private const uint Ispe = 0x69737065;
    private const uint Irot = 0x69726F74;
    private const uint Imir = 0x696D6972;
    private const uint AuxC = 0x61757843;
    private const uint ExifItem = 0x45786966;
    private const uint MimeItem = 0x6D696D65;

    /// <summary>Bytes of the association table that are read: both bounds together keep the look-ups of a hostile file small.</summary>
    private const int MaxAssociations = 16 * 1024;

    private const int MaxProperties = 256;

    private ref struct Scan
    {
        public long PrimaryItem;
        public long ExifItem;
        public long Properties;
        public long PropertiesEnd;
        public long Associations;
        public long AssociationsEnd;
        public long Locations;
        public long LocationsEnd;
        public int Rotation;
        public int Mirror;
    }

    public static GatewayError? Read(ref ByteWindow window, ref FactsDraft draft)
    {
        var scan = new Scan { Mirror = -1, ExifItem = -1 };
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

        ReadPrimary(ref window, ref scan, ref draft);
        if (!hasMeta || draft.Width == 0 || draft.Height == 0)
        {
            return FactsError.Corrupt(draft.Format, "it names no picture with a size");
        }

        draft.Orientation = Orientation(scan.Rotation, scan.Mirror);
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

    private static void ReadMeta(ref ByteWindow window, long start, long end, ref Scan scan, ref FactsDraft draft)
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

    private static void FindProperties(ref ByteWindow window, long start, long end, ref Scan scan)
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
                (scan.Associations, scan.AssociationsEnd) = (boxes.Start, Math.Min(boxes.End, boxes.Start + MaxAssociations));
            }
        }
    }

    private static void ReadItems(ref ByteWindow window, long start, long end, ref Scan scan, ref FactsDraft draft)
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
            draft.HasMetadata |= type == MimeItem;
            if (type == ExifItem)
            {
                draft.HasExif = true;
                scan.ExifItem = wide == 0 ? window.U16(boxes.Start + 4) : window.U32(boxes.Start + 4);
            }
        }
    }

    private static void ReadPrimary(ref ByteWindow window, ref Scan scan, ref FactsDraft draft)
    {
        if (scan.ExifItem >= 0)
        {
            HeifItemLocation.ReadExif(ref window, scan.Locations, scan.LocationsEnd, scan.ExifItem, ref draft);
        }

        var index = 0;
        var boxes = new BoxWalk(scan.Properties, scan.PropertiesEnd);
        while (boxes.Next(ref window) && index < MaxProperties)
        {
            index++;
            if (boxes.Type == AuxC)
            {
                draft.HasAlpha |= window.Matches(boxes.Start + 4, "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha"u8)
                    || window.Matches(boxes.Start + 4, "urn:mpeg:hevc:2015:auxid:1"u8);
            }
            else if (boxes.Type is Ispe or Irot or Imir && BelongsToPrimary(ref window, scan, index))
            {
                ReadProperty(ref window, boxes.Type, boxes.Start, ref scan, ref draft);
            }
        }
    }

    private static void ReadProperty(ref ByteWindow window, uint type, long start, ref Scan scan, ref FactsDraft draft)
    {
        switch (type)
        {
            case Ispe:
                draft.Width = Math.Max(0, window.U32(start + 4));
                draft.Height = Math.Max(0, window.U32(start + 8));
                break;
            case Irot:
                scan.Rotation = window.Byte(start) & 3;
                break;
            case Imir:
                scan.Mirror = window.Byte(start) & 1;
                break;
        }
    }

    /// <summary>Looks a property up in the association table; a file without one gives its properties to all items.</summary>
    private static bool BelongsToPrimary(ref ByteWindow window, in Scan scan, int property)
    {
        if (scan.Associations == 0)
        {
            return true;
        }

        var version = window.Byte(scan.Associations);
        var wide = (window.Byte(scan.Associations + 3) & 1) != 0;
        var entries = window.U32(scan.Associations + 4);
        var at = scan.Associations + 8;
        for (long i = 0; i < entries && at < scan.AssociationsEnd; i++)
        {
            var item = version < 1 ? window.U16(at) : window.U32(at);
            at += version < 1 ? 2 : 4;
            var count = Math.Max(0, window.Byte(at++));
            for (var j = 0; j < count && at < scan.AssociationsEnd; j++)
            {
                var value = wide ? window.U16(at) & 0x7FFF : window.Byte(at) & 0x7F;
                at += wide ? 2 : 1;
                if (value == property && item == scan.PrimaryItem)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// The EXIF value that says the same. <c>irot</c> turns anticlockwise by quarters, then <c>imir</c> mirrors:
    /// 0 exchanges top and bottom, 1 left and right.
    /// </summary>
    private static int Orientation(int rotation, int mirror) => (rotation, mirror) switch
    {
        (0, -1) => 1,
        (1, -1) => 8,
        (2, -1) => 3,
        (3, -1) => 6,
        (0, 1) or (2, 0) => 2,
        (0, 0) or (2, 1) => 4,
        (1, 0) or (3, 1) => 5,
        _ => 7,
    };
}
