using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Iris.Imaging.Caching;

/// <summary>One blob as a file: a mark, the length, a digest over name and content, the content. A file that was cut, changed or renamed is noticed.</summary>
internal static class BlobFile
{
    /// <summary>Bytes before the content.</summary>
    public const int HeadLength = 8 + 8 + SHA256.HashSizeInBytes;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static ReadOnlySpan<byte> Mark => "IRISBL1\n"u8;

    /// <summary>Reads a file.</summary>
    /// <returns>The content, or null when the file is not what was written under that name.</returns>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public static async ValueTask<byte[]?> ReadAsync(string path, BlobKey key, long mostBytes, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);
        var length = RandomAccess.GetLength(file) - HeadLength;
        if (length < 0 || length > Math.Min(mostBytes, Array.MaxLength))
        {
            return null;
        }

        var head = new byte[HeadLength];
        var content = GC.AllocateUninitializedArray<byte>((int)length);
        return await ReadWholeAsync(file, head, 0, cancellationToken)
            && await ReadWholeAsync(file, content, HeadLength, cancellationToken)
            && IsHeadOf(head, key, content)
            ? content : null;
    }

    /// <summary>Writes a file under a name that nobody reads, and moves it to its place: it is there whole or not at all.</summary>
    /// <exception cref="IOException">The disk is full, or worse; nothing is left behind where that can be helped.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public static void Write(string path, string draft, BlobKey key, byte[] content)
    {
        var head = new byte[HeadLength];
        Mark.CopyTo(head);
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(8), content.Length);
        Digest(key, content, head.AsSpan(16));
        try
        {
            using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0, UnixCreateMode = OwnerOnly }))
            {
                file.Write(head);
                file.Write(content);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(draft);
            throw;
        }
    }

    /// <summary>Deletes a file, or leaves it for the next start.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It counts again at the next start; no request depends on it.
        }
    }

    private static bool IsHeadOf(ReadOnlySpan<byte> head, BlobKey key, byte[] content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Digest(key, content, digest);
        return head.StartsWith(Mark) && BinaryPrimitives.ReadInt64BigEndian(head[8..]) == content.Length && head[16..].SequenceEqual(digest);
    }

    private static void Digest(BlobKey key, byte[] content, Span<byte> digest)
    {
        Span<byte> name = stackalloc byte[BlobKey.Length];
        key.Write(name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(name);
        hash.AppendData(content);
        hash.GetHashAndReset(digest);
    }

    private static async ValueTask<bool> ReadWholeAsync(Microsoft.Win32.SafeHandles.SafeFileHandle file, Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var read = await RandomAccess.ReadAsync(file, buffer[filled..], offset + filled, cancellationToken);
            if (read == 0)
            {
                return false;
            }

            filled += read;
        }

        return true;
    }
}
