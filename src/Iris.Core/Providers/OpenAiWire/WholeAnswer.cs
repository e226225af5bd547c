using System.Runtime.CompilerServices;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;
using Iris.Core.Providers.Profiles;
using Iris.Core.Wire;

namespace Iris.Core.Providers.OpenAiWire;

/// <summary>Reads an answer that is one JSON document.</summary>
internal sealed class WholeAnswer(ProviderConnection connection, CappedStream stream, UpstreamFailure failure, string model)
{
    /// <summary>Yields the answer and its usage, or one failure.</summary>
    public async IAsyncEnumerable<ChatEvent> ReadAsync(AttemptClock clock, [EnumeratorCancellation] CancellationToken caller)
    {
        using var buffer = new PooledWriter();
        if (await FillAsync(buffer, clock, caller) is { } error)
        {
            yield return new AnswerFailed(error);
            yield break;
        }

        var json = buffer.WrittenMemory;
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

    private async Task<GatewayError?> FillAsync(PooledWriter buffer, AttemptClock clock, CancellationToken caller)
    {
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer.GetMemory(1024), clock.Token)) > 0)
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
}
