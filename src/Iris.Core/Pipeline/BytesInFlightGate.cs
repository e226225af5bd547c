namespace Iris.Core.Pipeline;

/// <summary>Bounds the memory that request bodies hold together. Safe for concurrent use.</summary>
public sealed class BytesInFlightGate(long limit)
{
    private long _held;

    /// <summary>Takes room for a body.</summary>
    /// <param name="bytes">At least 0.</param>
    /// <param name="ticket">Dispose it to give the room back.</param>
    /// <returns>False when the bound would be passed. A body larger than the whole bound is let in alone.</returns>
    public bool TryEnter(long bytes, out Ticket ticket)
    {
        var held = Interlocked.Add(ref _held, bytes);
        if (held <= limit || held == bytes)
        {
            ticket = new Ticket(this, bytes);
            return true;
        }

        Interlocked.Add(ref _held, -bytes);
        ticket = default;
        return false;
    }

    /// <summary>Room held by one body. The default holds nothing.</summary>
    public readonly struct Ticket : IDisposable
    {
        private readonly BytesInFlightGate? _gate;
        private readonly long _bytes;

        internal Ticket(BytesInFlightGate gate, long bytes)
        {
            _gate = gate;
            _bytes = bytes;
        }

        /// <summary>Takes more room under the same bound.</summary>
        /// <returns>False when there is none; what is held stays held.</returns>
        public bool TryGrow(long more, out Ticket grown)
        {
            grown = this;
            if (_gate is null)
            {
                return true;
            }

            if (!_gate.TryEnter(more, out _))
            {
                return false;
            }

            grown = new Ticket(_gate, _bytes + more);
            return true;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_gate is not null)
            {
                Interlocked.Add(ref _gate._held, -_bytes);
            }
        }
    }
}
