using System.Runtime.InteropServices;

namespace Iris.Imaging.Vips;

/// <summary>GObject's typed box: 24 bytes on every 64-bit platform. All zero is the unset state.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    /// <summary><c>G_TYPE_OBJECT</c>, a constant of GObject's ABI (fundamental type 20, shifted by 2).</summary>
    public const nuint ObjectType = 80;

    private nuint _type;
    private long _first;
    private long _second;
}
