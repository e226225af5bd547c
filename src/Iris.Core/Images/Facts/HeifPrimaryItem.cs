namespace Iris.Core.Images.Facts;

/// <summary>The properties of a HEIF file's primary item: size, rotation, mirror, and whether an alpha picture belongs to it.</summary>
internal static class HeifPrimaryItem
{
    /// <summary>Bytes of the association table that are read: a hostile file may ask for millions.</summary>
    public const int MaxAssociations = 16 * 1024;

    private const int MaxProperties = 256;

    private const uint Ispe = 0x69737065;
    private const uint Irot = 0x69726F74;
    private const uint Imir = 0x696D6972;
    private const uint AuxC = 0x61757843;

    public static void Read(ref ByteWindow window, ref HeifScan scan, ref FactsDraft draft)
    {
        if (scan.ExifItem >= 0)
        {
            HeifItemLocation.ReadExif(ref window, scan.Locations, scan.LocationsEnd, scan.ExifItem, ref draft);
        }

        Span<bool> belongs = stackalloc bool[MaxProperties + 1];
        FindPrimary(ref window, scan, belongs);
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
            else if (belongs[index])
            {
                ReadProperty(ref window, boxes.Type, boxes.Start, ref scan, ref draft);
                HeifColour.Read(ref window, boxes.Type, boxes.Start, boxes.End, ref draft);
            }
            else
            {
                scan.HasDeepTile |= HeifColour.IsDeep(ref window, boxes.Type, boxes.Start);
            }
        }

        // The codec of a picture made of tiles is a property of the tiles.
        draft.IsDeep |= scan.IsGrid && scan.HasDeepTile;
    }

    private static void ReadProperty(ref ByteWindow window, uint type, long start, ref HeifScan scan, ref FactsDraft draft)
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

    /// <summary>Marks the primary item's properties by their number; a file without associations gives all of them to all items.</summary>
    private static void FindPrimary(ref ByteWindow window, in HeifScan scan, scoped Span<bool> belongs)
    {
        if (scan.Associations == 0)
        {
            belongs.Fill(true);
            return;
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
                var property = wide ? window.U16(at) & 0x7FFF : window.Byte(at) & 0x7F;
                at += wide ? 2 : 1;
                if (item == scan.PrimaryItem && property < belongs.Length)
                {
                    belongs[property] = true;
                }
            }
        }
    }

    /// <summary>
    /// The EXIF value that says the same. <c>irot</c> turns anticlockwise by quarters, then <c>imir</c> mirrors:
    /// 0 exchanges top and bottom, 1 left and right.
    /// </summary>
    public static int Orientation(int rotation, int mirror) => (rotation, mirror) switch
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
