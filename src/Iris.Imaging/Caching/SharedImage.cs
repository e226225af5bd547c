using System.Buffers;
using System.Runtime.InteropServices;
using Iris.Core.Images;

namespace Iris.Imaging.Caching;

/// <summary>One download in several hands: its memory is given back when the last of them lets go.</summary>
/// <param name="image">Owned.</param>
/// <param name="hands">How many hold it; each lets go once.</param>
internal sealed class SharedImage(FetchedImage image, int hands)
{
    private int _hands = hands;

    /// <summary>An image over bytes that no pool takes back.</summary>
    public static FetchedImage OfKept(byte[] bytes) => new(new Hand(bytes, null), bytes.Length);

    /// <summary>One hand's own image; disposing it lets go.</summary>
    public FetchedImage Take() => new(new Hand(image.Bytes, this), image.Bytes.Length);

    /// <summary>Lets go without having taken.</summary>
    public void LetGo()
    {
        if (Interlocked.Decrement(ref _hands) == 0)
        {
            image.Dispose();
        }
    }

    // The owner of one hand: it may be disposed twice and lets go once, and nothing can be read through it afterwards.
    private sealed class Hand(ReadOnlyMemory<byte> bytes, SharedImage? shared) : IMemoryOwner<byte>
    {
        private ReadOnlyMemory<byte> _bytes = bytes;
        private int _isOpen = 1;

        public Memory<byte> Memory => Volatile.Read(ref _isOpen) == 1 ? MemoryMarshal.AsMemory(_bytes) : throw new ObjectDisposedException(nameof(FetchedImage));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOpen, 0) == 1)
            {
                _bytes = default;
                shared?.LetGo();
            }
        }
    }
}
