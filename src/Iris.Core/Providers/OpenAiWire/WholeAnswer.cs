using System.Buffers;
using System.Runtime.CompilerServices;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;
using Iris.Core.Providers.Profiles;

namespace Iris.Core.Providers.OpenAiWire;

/// <summary>Reads an answer that is one JSON document.</summary>
internal sealed class WholeAnswer(ProviderConnection connection, CappedStream stream, UpstreamFailure failure, string model)
{
    /// <summary>Yields the answer and its usage, or one failure.</summary>
    public async IAsyncEnumerable<ChatEvent> ReadAsync(AttemptClock clock, [EnumeratorCancellation] CancellationToken caller)
    {
        var buffer = new PooledBuffer();
        try
        {
            if (await FillAsync(buffer, clock, caller) is { } error)
            {
                yield return new AnswerFailed(error);
                yield break;
            }

            var json = buffer.Written;
            var chunk = AnswerChunk.Inspect(json.Span);
            if (chunk.Error is { } inBand)
            {
                yield return new AnswerFailed(UpstreamErrorReader.ReadInBand(inBand, connection, model));
            }
            else if (!chunk.IsObject || !chunk.HasChoice)
            {
                yield return new AnswerFailed(failure.Invalid());
            }
            else
            {
                yield return new WireChunk(json, IsWhole: true);
                if (chunk.Usage is { } usage)
                {
                    yield return new UsageReported(usage);
                }
            }
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private async Task<GatewayError?> FillAsync(PooledBuffer buffer, AttemptClock clock, CancellationToken caller)
    {
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer.Room(), clock.Token)) > 0)
            {
                buffer.Advance(read);
            }

            return stream.IsOverCap ? failure.Invalid() : null;
        }
        catch (Exception exception) when (failure.Explains(exception, clock, caller, out var error))
        {
            return error.Reason == ErrorReason.UpstreamTimeout ? error : failure.Cut();
        }
    }

    /// <summary>Grows in pooled memory.</summary>
    private sealed class PooledBuffer : IDisposable
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
        private int _length;

        public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

        public Memory<byte> Room()
        {
            if (_length == _bytes.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
                Written.CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_bytes);
                _bytes = larger;
            }

            return _bytes.AsMemory(_length);
        }

        public void Advance(int count) => _length += count;

        public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
    }
}
