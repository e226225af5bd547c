using Iris.LoadBench.Http;

namespace Iris.LoadBench.Tests;

/// <summary>Hands bytes over in pieces, then closes.</summary>
internal sealed class PieceReceiver(byte[] bytes, int piece) : IByteReceiver
{
    private int _position;

    public ValueTask<int> ReceiveAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        var step = Math.Min(Math.Min(piece, destination.Length), bytes.Length - _position);
        bytes.AsMemory(_position, step).CopyTo(destination);
        _position += step;
        return ValueTask.FromResult(step);
    }
}
