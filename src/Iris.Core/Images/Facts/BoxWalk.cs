using System.Buffers.Binary;

namespace Iris.Core.Images.Facts;

/// <summary>Steps over the boxes of an ISO base media file (ISO/IEC 14496-12) inside a range.</summary>
internal ref struct BoxWalk(long start, long end)
{
    private const int MaxBoxes = 2_000;

    private long _next = start;
    private int _seen;

    /// <summary>The box's name as a big-endian number.</summary>
    public uint Type { get; private set; }

    /// <summary>Offset of its content.</summary>
    public long Start { get; private set; }

    /// <summary>Offset behind it.</summary>
    public long End { get; private set; }

    /// <summary>True when a box claimed more than its surroundings hold, or there were too many.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Goes to the next box; false at the end or at a broken one.</summary>
    public bool Next(ref ByteWindow window)
    {
        if (_next + 8 > end)
        {
            // Fewer than eight bytes of padding are tolerated, as decoders do.
            return false;
        }

        var header = window.Look(_next, 8);
        if (header.IsEmpty || ++_seen > MaxBoxes)
        {
            IsBroken = true;
            return false;
        }

        long size = BinaryPrimitives.ReadUInt32BigEndian(header);
        Type = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        Start = _next + 8;
        if (size == 1)
        {
            size = window.U32(Start) == 0 ? window.U32(Start + 4) : -1;
            Start += 8;
        }

        End = size == 0 ? end : _next + size;
        IsBroken = End < Start || End > end;
        _next = End;
        return !IsBroken;
    }
}
