using System.Buffers;
using Iris.Core.Accounting;
using Iris.Core.Dialects;
using Iris.Core.Model;
using Iris.Core.Routing;
using Iris.Core.Wire;

namespace Iris.Core.Pipeline;

/// <summary>Step 8: a provider's events in the caller's wire. Safe for concurrent use.</summary>
/// <remarks>
/// The status is held back until the first event, so that another candidate can still be tried; a stream that waits longer
/// than the hold gets its 200 and keep-alive comments, and a failure is then told in-band.
/// </remarks>
public sealed class AnswerRelay(TimeSpan statusHold, TimeProvider time)
{
    /// <summary>Relays one attempt.</summary>
    public async ValueTask<RelayedAnswer> RelayAsync(GatewayCall call, Candidate candidate, IAsyncEnumerable<ChatEvent> events, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var head = new AnswerHead(call.Id, time.GetUtcNow().ToUnixTimeSeconds(), candidate.Endpoint.Model.Id.Value, candidate.Endpoint.Provider);
        var writer = call.Dialect.CreateAnswerWriter(head, call.Request!.Stream);
        TimeSpan? first = null;
        TokenUsage? usage = null;
        try
        {
            await using var source = events.GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(call, writer, source, first is null, cancellationToken))
            {
                var error = source.Current switch
                {
                    AnswerFailed failed => failed.Error,
                    UsageReported reported => Keep(reported, ref usage),
                    var other => await ForwardAsync(call, candidate, writer, other, cancellationToken),
                };
                if (error is not null)
                {
                    return new RelayedAnswer(error, first);
                }

                first ??= time.GetElapsedTime(began);
            }

            call.Answering = candidate;
            call.Usage = Price(candidate, usage ?? Estimate(candidate, writer));
            await CompleteAsync(call, writer, cancellationToken);
            return new RelayedAnswer(null, first);
        }
        finally
        {
            if (call.Answering == candidate)
            {
                // Also when the answer broke or the caller left: what was streamed is paid for.
                call.Usage ??= Price(candidate, usage ?? Estimate(candidate, writer));
            }
        }
    }

    /// <summary>Tells a failure in-band, after the answer has begun.</summary>
    public async ValueTask FailAsync(GatewayCall call, GatewayError error, CancellationToken cancellationToken)
    {
        var model = (call.Answering ?? call.Candidates[0]).Endpoint;
        var head = new AnswerHead(call.Id, time.GetUtcNow().ToUnixTimeSeconds(), model.Model.Id.Value, model.Provider);
        call.Dialect.CreateAnswerWriter(head, call.Request!.Stream).Fail(error, call.Sink.Output);
        await call.Sink.Output.FlushAsync(cancellationToken);
    }

    private static GatewayError? Keep(UsageReported reported, ref TokenUsage? usage)
    {
        // A count that makes no sense (negative, a text, missing) is worth less than one of our own.
        usage = reported.Usage.Estimated ? usage : reported.Usage;
        return null;
    }

    private async ValueTask<bool> NextAsync(GatewayCall call, IAnswerWriter writer, IAsyncEnumerator<ChatEvent> source, bool isFirst, CancellationToken cancellationToken)
    {
        var next = source.MoveNextAsync();
        if (next.IsCompleted || !isFirst || !call.Request!.Stream)
        {
            return await next;
        }

        var waiting = next.AsTask();
        await KeepAliveAsync(call, writer, waiting, cancellationToken);

        // Never left pending, also when the caller has gone: until the provider has let go of the body, it must not go back to its pool.
        return await waiting;
    }

    private async Task KeepAliveAsync(GatewayCall call, IAnswerWriter writer, Task<bool> waiting, CancellationToken cancellationToken)
    {
        using var hold = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (await Task.WhenAny(waiting, Task.Delay(statusHold, time, hold.Token)) != waiting && !cancellationToken.IsCancellationRequested)
            {
                Begin(call, writer);
                writer.WriteKeepAlive(call.Sink.Output);
                await call.Sink.Output.FlushAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The caller has gone; the provider sees that by the same token.
        }

        await hold.CancelAsync();
    }

    private static async ValueTask<GatewayError?> ForwardAsync(GatewayCall call, Candidate candidate, IAnswerWriter writer, ChatEvent chatEvent, CancellationToken cancellationToken)
    {
        if (!writer.Write(chatEvent, call.Sink.Output))
        {
            return new GatewayError(ErrorReason.UpstreamInvalidResponse, $"The answer from {candidate.Endpoint.Provider} is no chat completion.")
            {
                ProviderName = candidate.Endpoint.Provider,
            };
        }

        if (call.Request!.Stream)
        {
            call.Answering = candidate;
            Begin(call, writer);
            await call.Sink.Output.FlushAsync(cancellationToken);
        }

        return null;
    }

    private static async ValueTask CompleteAsync(GatewayCall call, IAnswerWriter writer, CancellationToken cancellationToken)
    {
        if (call.Request!.Stream)
        {
            Begin(call, writer);
            writer.Complete(call.Usage!, call.Sink.Output, Wanted(call));
        }
        else
        {
            using var body = new PooledWriter();
            writer.Complete(call.Usage!, body, Wanted(call));
            call.Sink.Begin(200, writer.ContentType, body.Length, []);
            call.Sink.Output.Write(body.Written);
        }

        await call.Sink.Output.FlushAsync(cancellationToken);
    }

    private static IReadOnlyList<ImageReport>? Wanted(GatewayCall call) => call.Request!.WantsReport ? call.ImageReports : null;

    private static void Begin(GatewayCall call, IAnswerWriter writer)
    {
        if (!call.Sink.HasStarted)
        {
            call.Sink.Begin(200, writer.ContentType, length: null, StreamHeaders);
        }
    }

    // A proxy in front of Iris must not hold a stream back.
    private static readonly KeyValuePair<string, string>[] StreamHeaders = [new("Cache-Control", "no-cache"), new("X-Accel-Buffering", "no")];

    private static TokenUsage Estimate(Candidate candidate, IAnswerWriter writer) => new()
    {
        PromptTokens = candidate.PromptTokens,
        CompletionTokens = TextTokenEstimate.Of(writer.TextBytes),
        ImageTokens = candidate.ImageTokens,
        Estimated = true,
    };

    private static AnswerUsage Price(Candidate candidate, TokenUsage usage)
    {
        if (candidate.Endpoint.Price is not { } price)
        {
            return new AnswerUsage(usage, null, null);
        }

        // The sum is rounded once, so the parts are a part and the rest.
        var prompt = Pricing.CostOf(usage with { CompletionTokens = 0 }, price);
        return new AnswerUsage(usage, prompt, Pricing.CostOf(usage, price) - prompt);
    }
}
