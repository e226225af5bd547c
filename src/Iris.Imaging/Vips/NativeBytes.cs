namespace Iris.Imaging.Vips;

/// <summary>Bytes that libvips allocated. Dispose frees them; the span must not be used afterwards.</summary>
internal sealed class NativeBytes(nint memory, nuint length) : IDisposable
{
    private nint _memory = memory;

    /// <summary>The bytes.</summary>
    public unsafe ReadOnlySpan<byte> Span
        => _memory == 0 ? throw new ObjectDisposedException(nameof(NativeBytes)) : new((void*)_memory, checked((int)length));

    /// <inheritdoc/>
    public void Dispose()
    {
        VipsNative.Free(_memory);
        _memory = 0;
    }
}
