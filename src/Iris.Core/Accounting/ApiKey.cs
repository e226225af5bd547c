using System.Security.Cryptography;
using System.Text;
using Iris.Core.Model;

namespace Iris.Core.Accounting;

/// <summary>An API key as Iris keeps it: its SHA-256 digest and what may be shown. The key itself is not in here.</summary>
/// <remarks>A plain digest is enough because keys are long random strings; a password would need a slow hash.</remarks>
public sealed class ApiKey
{
    /// <summary>What generated keys start with.</summary>
    public const string Prefix = "sk-iris-";

    /// <summary>Fewest characters of a key.</summary>
    public const int ShortestKey = 20;

    private const int ShownTail = 4;
    private readonly byte[] _digest;

    private ApiKey(KeyId id, string display, byte[] digest)
    {
        Id = id;
        Display = display;
        _digest = digest;
    }

    /// <summary>The given name, else <c>key-</c> and twelve hexadecimal digits of the digest.</summary>
    public KeyId Id { get; }

    /// <summary>For people: the prefix when the key has Iris's own, then the last four characters.</summary>
    public string Display { get; }

    /// <summary>SHA-256 of the key's UTF-8 bytes, 32 bytes.</summary>
    public ReadOnlySpan<byte> Digest => _digest;

    /// <summary>Derives what is kept of a key.</summary>
    /// <param name="key">At least <see cref="ShortestKey"/> printable ASCII characters without white space.</param>
    /// <param name="name">A name of the operator's choice, or null.</param>
    /// <exception cref="ArgumentException">The key is too short or holds other characters.</exception>
    public static ApiKey FromText(string key, string? name = null)
    {
        if (key.Length < ShortestKey || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException($"An API key needs at least {ShortestKey} printable ASCII characters without white space.", nameof(key));
        }

        var digest = SHA256.HashData(Encoding.ASCII.GetBytes(key));
        var id = new KeyId(name ?? $"key-{Convert.ToHexStringLower(digest.AsSpan(0, 6))}");
        var shownPrefix = key.StartsWith(Prefix, StringComparison.Ordinal) ? Prefix : "";
        return new ApiKey(id, $"{shownPrefix}…{key[^ShownTail..]}", digest);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({Display})";
}
