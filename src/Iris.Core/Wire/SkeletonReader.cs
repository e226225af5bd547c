using System.Text.Json;

namespace Iris.Core.Wire;

/// <summary>Reads a complete <see cref="JsonBody"/> token by token and tells where each value stands in the body.</summary>
/// <remarks>The body was checked as a whole before, so that reading never meets malformed JSON.</remarks>
public ref struct SkeletonReader
{
    private readonly JsonBody _body;
    private Utf8JsonReader _reader;

    /// <summary>Starts at the body's object: the current token is its opening brace.</summary>
    public SkeletonReader(JsonBody body)
    {
        _body = body;
        _reader = new Utf8JsonReader(body.Skeleton, new JsonReaderOptions { MaxDepth = JsonStructure.MaxDepth + 2 });
        _reader.Read();
    }

    /// <summary>Kind of the current token.</summary>
    public readonly JsonTokenType TokenType => _reader.TokenType;

    /// <summary>Where the current token begins in the body.</summary>
    public readonly long Start => _body.ToBody(_reader.TokenStartIndex);

    /// <summary>Where the last read token ends in the body.</summary>
    public readonly long End => _body.ToBody(_reader.BytesConsumed);

    /// <summary>Goes to the next token.</summary>
    public bool Read() => _reader.Read();

    /// <summary>Inside an object: goes to the next member's value.</summary>
    /// <param name="name">The member's key.</param>
    /// <param name="nameStart">Where the key's opening quote stands in the body.</param>
    /// <returns>False at the object's end; that brace is then the current token.</returns>
    public bool NextMember(out string name, out long nameStart)
    {
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            name = "";
            nameStart = Start;
            return false;
        }

        nameStart = Start;
        name = KnownKeys.Intern(ref _reader);
        _reader.Read();
        return true;
    }

    /// <summary>Inside an array: goes to the next element.</summary>
    /// <returns>False at the array's end.</returns>
    public bool NextElement() => _reader.Read() && _reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Passes over the current value, with all that it holds.</summary>
    /// <returns>Where it ends in the body.</returns>
    public long Skip()
    {
        _reader.Skip();
        return End;
    }

    /// <summary>The current string's content: where it stands, whether it is escaped, where clean base64 begins (-1 unknown).</summary>
    public readonly (long Start, long Length, bool IsEscaped, long Base64From) StringRange()
    {
        if (_body.TryFindLong(_reader.TokenStartIndex, out var found))
        {
            return (found.BodyStart, found.Length, found.IsEscaped, found.Base64From);
        }

        return (Start + 1, _reader.ValueSpan.Length, _reader.ValueIsEscaped, -1);
    }

    /// <summary>As <see cref="StringRange"/>, for a string that may be an image: clean base64 is looked for in short strings too.</summary>
    public readonly (long Start, long Length, bool IsEscaped, long Base64From) ImageRange()
    {
        var range = StringRange();
        if (range.Base64From >= 0 || range.IsEscaped || range.Length > JsonBody.LongStringThreshold)
        {
            return range;
        }

        var scanner = LongStringScanner.Start();
        scanner.Scan(_reader.ValueSpan, out _, out _);
        return range with { Base64From = scanner.Base64From };
    }

    /// <summary>The current string as text, for names and words.</summary>
    /// <param name="maxLength">Longer strings give null.</param>
    /// <returns>Null when it is longer, or holds half a surrogate pair.</returns>
    public string? ShortString(int maxLength = 512)
    {
        if (_reader.ValueSpan.Length > maxLength || _body.TryFindLong(_reader.TokenStartIndex, out _))
        {
            return null;
        }

        try
        {
            return _reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The current number as an integer.</summary>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        return _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out value);
    }
}
