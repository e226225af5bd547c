namespace Iris.Core.Images.Facts;

/// <summary>Where the tables of an AVIF or HEIC file lie, and what they say about its primary item.</summary>
internal ref struct HeifScan
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
    public long GridItem;
    public bool HasDeepTile;

    /// <summary>True when the primary item is put together from tiles.</summary>
    public readonly bool IsGrid => GridItem == PrimaryItem;
}
