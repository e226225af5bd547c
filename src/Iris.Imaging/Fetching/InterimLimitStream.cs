namespace Iris.Imaging.Fetching;

/// <summary>Lets through a few interim (1xx) responses and breaks the connection of an origin that goes on: the HTTP client would read them without end.</summary>
/// <param name="inner">Owned.</param>
internal sealed class InterimLimitStream(Stream inner) : Stream
{
    /// <summary>Interim responses before the final one.</summary>
    public const int Most = 8;

    // The status class is the tenth character of "HTTP/1.1 103".
    private const int StatusClassAt = 9;
    private int _interims;
    private int _position;
    private int _lineBreaks;
    private bool _final;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        if (!_final)
        {
            Scan(buffer.Span[..read]);
        }

        return read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Scan(ReadOnlySpan<byte> bytes)
    {
        foreach (var unit in bytes)
        {
            if (_position++ == StatusClassAt && (_final = unit != '1'))
            {
                return;
            }

            _lineBreaks = unit switch { (byte)'\n' => _lineBreaks + 1, (byte)'\r' => _lineBreaks, _ => 0 };
            if (_lineBreaks == 2)
            {
                EndInterim();
            }
        }
    }

    private void EndInterim()
    {
        if (++_interims > Most)
        {
            throw new IOException("Too many interim responses.");
        }

        _position = 0;
        _lineBreaks = 0;
    }
}
