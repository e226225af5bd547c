using System.Runtime.CompilerServices;
using System.Text;

namespace Iris.Core.Model;

/// <summary>A short ASCII text that lives inside <see cref="ImageFacts"/>, so that reading an image's facts allocates nothing. The default is "none".</summary>
public readonly struct FactText : IEquatable<FactText>
{
    /// <summary>Most characters; what is longer is cut.</summary>
    public const int MaxLength = 64;

    private readonly Characters _characters;
    private readonly byte _length;

    /// <summary>Keeps the first <see cref="MaxLength"/> characters.</summary>
    /// <param name="ascii">Printable ASCII.</param>
    public FactText(ReadOnlySpan<byte> ascii)
    {
        ascii = ascii[..Math.Min(ascii.Length, MaxLength)];
        ascii.CopyTo(_characters);
        _length = (byte)ascii.Length;
    }

    /// <summary>True when there is no text.</summary>
    public bool IsNone => _length == 0;

    /// <summary>The text, or null when there is none. Allocates.</summary>
    public string? Text => IsNone ? null : Encoding.ASCII.GetString(((ReadOnlySpan<byte>)_characters)[.._length]);

    /// <summary>Copies the characters.</summary>
    /// <returns>How many there were.</returns>
    public int CopyTo(Span<byte> destination)
    {
        ((ReadOnlySpan<byte>)_characters)[.._length].CopyTo(destination);
        return _length;
    }

    /// <summary>Of a .NET string; null and "" are none.</summary>
    public static FactText Of(string? text) => string.IsNullOrEmpty(text) ? default : new FactText(Encoding.ASCII.GetBytes(text));

    /// <inheritdoc/>
    public bool Equals(FactText other)
        => ((ReadOnlySpan<byte>)_characters)[.._length].SequenceEqual(((ReadOnlySpan<byte>)other._characters)[..other._length]);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FactText other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(((ReadOnlySpan<byte>)_characters)[.._length]);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Text ?? string.Empty;

    /// <summary>Same text.</summary>
    public static bool operator ==(FactText left, FactText right) => left.Equals(right);

    /// <summary>Other text.</summary>
    public static bool operator !=(FactText left, FactText right) => !left.Equals(right);

    [InlineArray(MaxLength)]
    private struct Characters
    {
        private byte _first;
    }
}
