using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;
using Iris.Core.Providers.Profiles;

namespace Iris.Core.Providers.OpenAiWire;

/// <summary>Reads an answer that comes as server-sent events, up to <c>[DONE]</c>.</summary>
internal sealed class StreamedAnswer(ProviderConnection connection, CappedStream stream, UpstreamFailure failure, string model)
{
    private readonly ChunkBuffer _chunk = new();

    /// <summary>Yields chunks, the usage where sent, and a failure when the stream breaks off before a choice has finished.</summary>
    public async IAsyncEnumerable<ChatEvent> ReadAsync(AttemptClock clock, [EnumeratorCancellation] CancellationToken caller)
    {
        var parser = SseParser.Create(stream, _chunk.Take);
        await using var events = parser.EnumerateAsync(clock.Token).GetAsyncEnumerator(clock.Token);
        var finished = false;
        while (true)
        {
            var step = await NextAsync(events, clock, caller);
            if (step.Failure is { } broken)
            {
                yield return new AnswerFailed(broken);
                yield break;
            }

            if (step.IsEnd || _chunk.IsDone)
            {
                break;
            }

            var chunk = AnswerChunk.Inspect(_chunk.Json.Span);
            if (Refusal(chunk) is { } refusal)
            {
                yield return new AnswerFailed(refusal);
                yield break;
            }

            finished |= chunk.IsFinished;
            if (chunk.HasChoice || (chunk.HasChoices && chunk.Usage is null))
            {
                yield return new WireChunk(_chunk.Json, IsWhole: false);
            }

            if (chunk.Usage is { } usage)
            {
                yield return new UsageReported(usage);
            }
        }

        if (!finished)
        {
            yield return new AnswerFailed(failure.Cut());
        }
    }

    private GatewayError? Refusal(AnswerChunk chunk)
    {
        if (chunk.Error is { } error)
        {
            return UpstreamErrorReader.ReadInBand(error, connection, model);
        }

        return chunk.IsObject ? null : failure.Invalid();
    }

    private async ValueTask<Step> NextAsync(IAsyncEnumerator<SseItem<bool>> events, AttemptClock clock, CancellationToken caller)
    {
        try
        {
            return new Step(!await events.MoveNextAsync(), stream.IsOverCap ? failure.Invalid() : null);
        }
        catch (Exception exception) when (failure.Explains(exception, clock, caller, out var error))
        {
            return new Step(true, error.Reason == ErrorReason.UpstreamTimeout ? error : failure.Cut());
        }
    }

    private readonly record struct Step(bool IsEnd, GatewayError? Failure);

    /// <summary>Holds the data of the current event; one buffer for the whole stream.</summary>
    private sealed class ChunkBuffer
    {
        private byte[] _bytes = new byte[1024];
        private int _length;

        public ReadOnlyMemory<byte> Json => _bytes.AsMemory(0, _length);

        public bool IsDone { get; private set; }

        public bool Take(string eventType, ReadOnlySpan<byte> data)
        {
            IsDone = data.SequenceEqual("[DONE]"u8);
            if (data.Length > _bytes.Length)
            {
                _bytes = new byte[Math.Max(data.Length, _bytes.Length * 2)];
            }

            data.CopyTo(_bytes);
            _length = data.Length;
            return true;
        }
    }
}
