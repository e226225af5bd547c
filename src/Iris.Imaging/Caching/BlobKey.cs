using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Iris.Imaging.Caching;

/// <summary>Names a blob by a digest, so that neither the key nor the file's name tells what it stands for.</summary>
public readonly record struct BlobKey
{
    /// <summary>Bytes of a digest.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private BlobKey(ReadOnlySpan<byte> digest)
    {
        _high = BinaryPrimitives.ReadUInt128BigEndian(digest);
        _low = BinaryPrimitives.ReadUInt128BigEndian(digest[16..]);
    }

    /// <summary>The name of something: different parts give different names, however they are cut.</summary>
    public static BlobKey Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[Length];
        hash.GetHashAndReset(digest);
        return new BlobKey(digest);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out BlobKey key)
    {
        Span<byte> digest = stackalloc byte[Length];
        key = default;
        if (text.Length != 2 * Length || text.ContainsAnyInRange('A', 'F') || Convert.FromHexString(text, digest, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        key = new BlobKey(digest);
        return true;
    }

    /// <summary>Writes the digest.</summary>
    public void Write(Span<byte> digest)
    {
        BinaryPrimitives.WriteUInt128BigEndian(digest, _high);
        BinaryPrimitives.WriteUInt128BigEndian(digest[16..], _low);
    }

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public override string ToString()
    {
        Span<byte> digest = stackalloc byte[Length];
        Write(digest);
        return Convert.ToHexStringLower(digest);
    }
}
