using System.Buffers;
using System.Text.Unicode;

namespace Iris.Core.Wire;

/// <summary>A JSON request body and its skeleton: the same JSON with long strings emptied, small enough to read with one <c>Utf8JsonReader</c>.</summary>
/// <remarks>
/// Filled while the body arrives, so that each byte is looked at once while it is hot. The skeleton of a request with
/// megabytes of images is about a kilobyte; offsets in it are mapped back to the body. Not safe for concurrent use.
/// </remarks>
public sealed class JsonBody : IDisposable
{
    /// <summary>Strings longer than this stay out of the skeleton.</summary>
    public const int LongStringThreshold = 1024;

    private readonly List<LongString> _longStrings = [];
    private byte[] _skeleton;
    private int _skeletonLength;
    private State _state;
    private int _stringStart;
    private long _bodyOffset;
    private bool _escapePending;
    private LongStringScanner _long;

    /// <summary>Starts a body.</summary>
    /// <param name="pool">For its blocks.</param>
    /// <param name="expectedLength">Content-Length, or null.</param>
    public JsonBody(BlockPool pool, long? expectedLength)
    {
        Bytes = new RequestBody(pool, expectedLength);
        _skeleton = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(expectedLength ?? 4096, 512, 4096));
    }

    private enum State
    {
        Outside,
        ShortString,
        LongString,
    }

    /// <summary>The body as it arrived.</summary>
    public RequestBody Bytes { get; }

    /// <summary>What is wrong so far. Once it is not <see cref="JsonFault.None"/>, the rest is only stored.</summary>
    public JsonFault Fault { get; private set; }

    /// <summary>The skeleton; complete after <see cref="Complete"/>.</summary>
    public ReadOnlySpan<byte> Skeleton => _skeleton.AsSpan(0, _skeletonLength);

    /// <summary>The strings that the skeleton leaves out, in order.</summary>
    public IReadOnlyList<LongString> LongStrings => _longStrings;

    /// <summary>Takes the next bytes of the body.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Bytes.Append(bytes);
        while (!bytes.IsEmpty && Fault == JsonFault.None)
        {
            var taken = _state switch
            {
                State.Outside => TakeOutside(bytes),
                State.ShortString => TakeShort(bytes),
                _ => TakeLong(bytes),
            };
            _bodyOffset += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>Ends the body and checks it as a whole: UTF-8, well-formed, an object, no key twice, not too deep.</summary>
    public JsonFault Complete()
    {
        if (Fault == JsonFault.None)
        {
            Fault = _state != State.Outside ? JsonFault.Malformed
                : !Utf8.IsValid(Skeleton) ? JsonFault.NotUtf8
                : JsonStructure.Check(Skeleton);
        }

        return Fault;
    }

    /// <summary>Maps an offset of the skeleton to the body. The offset of a long string's closing quote maps behind its content.</summary>
    public long ToBody(long skeletonOffset)
    {
        var before = FirstAtOrAfter(skeletonOffset + 1) - 1;
        if (before < 0)
        {
            return skeletonOffset;
        }

        var entry = _longStrings[before];
        return entry.BodyStart + entry.Length + (skeletonOffset - entry.SkeletonOffset);
    }

    /// <summary>Finds the long string whose opening quote stands at an offset of the skeleton.</summary>
    public bool TryFindLong(long openingQuote, out LongString found)
    {
        var index = FirstAtOrAfter(openingQuote + 1);
        found = index < _longStrings.Count ? _longStrings[index] : default;
        return index < _longStrings.Count && found.SkeletonOffset == openingQuote + 1;
    }

    /// <summary>Gives the skeleton back while the body lives on.</summary>
    public void ReleaseSkeleton()
    {
        var skeleton = _skeleton;
        _skeleton = [];
        _skeletonLength = 0;
        if (skeleton.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(skeleton);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ReleaseSkeleton();
        Bytes.Dispose();
    }

    /// <summary>Index of the first long string whose place in the skeleton is at or after an offset.</summary>
    private int FirstAtOrAfter(long skeletonOffset)
    {
        var low = 0;
        var high = _longStrings.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_longStrings[middle].SkeletonOffset < skeletonOffset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private int TakeOutside(ReadOnlySpan<byte> bytes)
    {
        var quote = bytes.IndexOf((byte)'"');
        var taken = quote < 0 ? bytes.Length : quote + 1;
        Copy(bytes[..taken]);
        if (quote >= 0)
        {
            _state = State.ShortString;
            _stringStart = _skeletonLength;
        }

        return taken;
    }

    private int TakeShort(ReadOnlySpan<byte> bytes)
    {
        if (_escapePending)
        {
            _escapePending = false;
            Copy(bytes[..1]);
            return 1;
        }

        var room = LongStringThreshold - (_skeletonLength - _stringStart);
        if (room <= 0)
        {
            BecomeLong();
            return 0;
        }

        var window = bytes[..Math.Min(room, bytes.Length)];
        var stop = window.IndexOfAny((byte)'"', (byte)'\\');
        var taken = stop < 0 ? window.Length : stop + 1;
        Copy(window[..taken]);
        if (stop >= 0 && window[stop] == (byte)'"')
        {
            _state = State.Outside;
        }
        else if (stop >= 0)
        {
            _escapePending = true;
        }

        return taken;
    }

    private void BecomeLong()
    {
        _state = State.LongString;
        _long = LongStringScanner.Start();
        _long.Scan(_skeleton.AsSpan(_stringStart, _skeletonLength - _stringStart), out _, out var fault);
        Fault = fault;
        _skeletonLength = _stringStart;
    }

    private int TakeLong(ReadOnlySpan<byte> bytes)
    {
        var taken = _long.Scan(bytes, out var ended, out var fault);
        Fault = fault;
        if (!ended)
        {
            return taken;
        }

        var start = _bodyOffset + taken - _long.Length;
        _longStrings.Add(new LongString(_skeletonLength, start, _long.Length, _long.IsEscaped, _long.Base64From));
        Copy("\""u8);
        _state = State.Outside;
        return taken + 1;
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        var needed = _skeletonLength + bytes.Length;
        if (needed > _skeleton.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _skeleton.Length * 2));
            Skeleton.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_skeleton);
            _skeleton = larger;
        }

        bytes.CopyTo(_skeleton.AsSpan(_skeletonLength));
        _skeletonLength = needed;
    }
}
