using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Iris.Core.Model;

namespace Iris.Core.Accounting;

/// <summary>A fixed set of keys. Immutable.</summary>
/// <remarks>A presented key is hashed first and the digests are compared in constant time, so the time of an answer tells nothing about how much of a guess was right.</remarks>
public sealed class KeyRing : IKeyRing
{
    private readonly FrozenDictionary<ulong, ApiKey[]> _byDigestStart;

    /// <summary>Creates a ring.</summary>
    /// <param name="keys">The same key twice counts once.</param>
    /// <exception cref="ArgumentException">Two different keys have one name.</exception>
    public KeyRing(IEnumerable<ApiKey> keys)
    {
        Keys = [.. keys.DistinctBy(key => Convert.ToHexStringLower(key.Digest))];
        if (Keys.GroupBy(key => key.Id).FirstOrDefault(group => group.Count() > 1) is { } clash)
        {
            throw new ArgumentException($"Two different API keys are named '{clash.Key}'.", nameof(keys));
        }

        _byDigestStart = Keys.GroupBy(key => DigestStart(key.Digest)).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>All keys, in the order given.</summary>
    public IReadOnlyList<ApiKey> Keys { get; }

    /// <inheritdoc/>
    public bool TryFind(ReadOnlySpan<byte> presentedKey, out KeyId key)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(presentedKey, digest);
        if (_byDigestStart.TryGetValue(DigestStart(digest), out var candidates))
        {
            foreach (var candidate in candidates)
            {
                if (CryptographicOperations.FixedTimeEquals(candidate.Digest, digest))
                {
                    key = candidate.Id;
                    return true;
                }
            }
        }

        key = default;
        return false;
    }

    private static ulong DigestStart(ReadOnlySpan<byte> digest) => BinaryPrimitives.ReadUInt64LittleEndian(digest);
}
