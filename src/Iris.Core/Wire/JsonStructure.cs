using System.Buffers;
using System.Text.Json;

namespace Iris.Core.Wire;

/// <summary>Checks a small JSON text as a whole: one object, well-formed, no key twice in any object, bounded in depth and members.</summary>
internal static class JsonStructure
{
    /// <summary>Deepest nesting accepted.</summary>
    public const int MaxDepth = 64;

    /// <summary>Most members accepted over all objects.</summary>
    public const int MaxMembers = 100_000;

    /// <summary>Checks.</summary>
    public static JsonFault Check(ReadOnlySpan<byte> json)
    {
        var keys = new KeyStack(json);
        try
        {
            // Deeper than allowed, so that too deep is told apart from malformed.
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth + 2 });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return JsonFault.Malformed;
            }

            do
            {
                var fault = Take(ref reader, ref keys);
                if (fault != JsonFault.None)
                {
                    return fault;
                }
            }
            while (reader.Read());

            return JsonFault.None;
        }
        catch (JsonException)
        {
            return JsonFault.Malformed;
        }
        catch (InvalidOperationException)
        {
            // An escaped key with half a surrogate pair.
            return JsonFault.Malformed;
        }
        finally
        {
            keys.Dispose();
        }
    }

    private static JsonFault Take(ref Utf8JsonReader reader, ref KeyStack keys)
    {
        if (reader.CurrentDepth >= MaxDepth)
        {
            return JsonFault.TooDeep;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                keys.Open();
                break;
            case JsonTokenType.EndObject:
                keys.Close();
                break;
            case JsonTokenType.PropertyName when keys.Count >= MaxMembers:
                return JsonFault.TooDeep;
            case JsonTokenType.PropertyName when !keys.Add(ref reader):
                return JsonFault.DuplicateKey;
        }

        return JsonFault.None;
    }

    /// <summary>The keys of the objects that are open, innermost last.</summary>
    private ref struct KeyStack(ReadOnlySpan<byte> json)
    {
        private const int LinearLimit = 32;
        private readonly ReadOnlySpan<byte> _json = json;
        private Key[] _keys = ArrayPool<Key>.Shared.Rent(64);
        private readonly (int Mark, int Serial)[] _objects = ArrayPool<(int Mark, int Serial)>.Shared.Rent(MaxDepth + 2);
        private int _depth;
        private int _open;
        private HashSet<(int Serial, string Key)>? _large;
        private int _serial;

        /// <summary>Members seen so far in all.</summary>
        public int Count { get; private set; }

        public void Open()
        {
            _objects[_depth++] = (_open, _serial++);
        }

        public void Close() => _open = _objects[--_depth].Mark;

        public bool Add(ref Utf8JsonReader reader)
        {
            Count++;
            var key = reader.ValueIsEscaped
                ? new Key(0, 0, System.Text.Encoding.UTF8.GetBytes(reader.GetString()!))
                : new Key((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, null);
            var (mark, serial) = _objects[_depth - 1];
            if (_open - mark >= LinearLimit)
            {
                return AddLarge(key, mark, serial);
            }

            for (var i = mark; i < _open; i++)
            {
                if (Same(_keys[i], key))
                {
                    return false;
                }
            }

            Push(key);
            return true;
        }

        public readonly void Dispose()
        {
            ArrayPool<Key>.Shared.Return(_keys, clearArray: true);
            ArrayPool<(int Mark, int Serial)>.Shared.Return(_objects);
        }

        // An object of many members, a logit_bias for instance: hashed, so that 100 000 members do not cost their square.
        private bool AddLarge(Key key, int mark, int serial)
        {
            _large ??= [];
            if (_open - mark == LinearLimit)
            {
                for (var i = mark; i < _open; i++)
                {
                    _large.Add((serial, Text(_keys[i])));
                }
            }

            if (!_large.Add((serial, Text(key))))
            {
                return false;
            }

            Push(key);
            return true;
        }

        private void Push(Key key)
        {
            if (_open == _keys.Length)
            {
                var larger = ArrayPool<Key>.Shared.Rent(_keys.Length * 2);
                _keys.AsSpan(0, _open).CopyTo(larger);
                ArrayPool<Key>.Shared.Return(_keys, clearArray: true);
                _keys = larger;
            }

            _keys[_open++] = key;
        }

        private readonly bool Same(Key left, Key right) => Bytes(left).SequenceEqual(Bytes(right));

        private readonly ReadOnlySpan<byte> Bytes(Key key) => key.Unescaped is null ? _json.Slice(key.Start, key.Length) : key.Unescaped;

        private readonly string Text(Key key) => System.Text.Encoding.UTF8.GetString(Bytes(key));
    }

    private readonly record struct Key(int Start, int Length, byte[]? Unescaped);
}
