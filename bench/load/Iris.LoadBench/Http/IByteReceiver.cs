namespace Iris.LoadBench.Http;

/// <summary>Where a <see cref="MessageReader"/> takes its bytes from.</summary>
internal interface IByteReceiver
{
    /// <summary>Receives at least one byte.</summary>
    /// <returns>Bytes received; 0 when the other side has closed.</returns>
    ValueTask<int> ReceiveAsync(Memory<byte> destination, CancellationToken cancellationToken);
}
