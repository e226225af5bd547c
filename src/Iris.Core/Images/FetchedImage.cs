using System.Buffers;

namespace Iris.Core.Images;

/// <summary>Downloaded bytes. Dispose gives the memory back.</summary>
/// <param name="owner">The pooled memory.</param>
/// <param name="length">How much of it is the image.</param>
public sealed class FetchedImage(IMemoryOwner<byte> owner, int length) : IDisposable
{
    /// <summary>The image; invalid after dispose.</summary>
    public ReadOnlyMemory<byte> Bytes => owner.Memory[..length];

    /// <inheritdoc/>
    public void Dispose() => owner.Dispose();
}
