using System.IO.Pipelines;
using Iris.Core.Catalogue;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;
using Iris.Core.Pipeline;
using Iris.Core.Routing;

namespace Iris.Core.Tests.Pipeline;

public sealed class AnswerRelayTests
{
    [Fact]
    public async Task Relay_CallerLeavesBeforeTheFirstEvent_WaitsUntilTheProviderHasLetGo()
    {
        using var caller = new CancellationTokenSource();
        var provider = new SlowToLetGo();
        var relay = new AnswerRelay(TimeSpan.FromHours(1), TimeProvider.System);
        using var call = CreateCall();
        var relaying = relay.RelayAsync(call, CreateCandidate(), provider, caller.Token).AsTask();

        await caller.CancelAsync();
        await provider.SawTheCallerLeave;
        relaying.IsCompleted.ShouldBeFalse();
        provider.IsDisposed.ShouldBeFalse();

        provider.LetGo();
        await Should.ThrowAsync<OperationCanceledException>(relaying);
        provider.IsDisposed.ShouldBeTrue();
    }

    private static GatewayCall CreateCall() => new()
    {
        Id = "gen-test",
        Dialect = new ChatCompletionsDialect(),
        Keys = default,
        Source = new NoBody(),
        Sink = new NoSink(),
        StartedAt = 0,
        Request = new ChatRequest { Dialect = "chat-completions", Stream = true, Messages = [], Images = [] },
    };

    private static Candidate CreateCandidate()
    {
        var model = new CatalogueModel { Id = new ModelId("test/vision"), Name = "Test", InputModalities = ["text"], OutputModalities = ["text"] };
        var endpoint = new Endpoint
        {
            Id = Endpoint.IdOf("test", "up"),
            Model = model,
            Provider = "test",
            UpstreamModel = "up",
            ImageLimits = new ImageLimits { Profile = "test", Formats = [] },
        };
        return new Candidate(endpoint, new EndpointState(TimeProvider.System), [], 0, 0, NanoDollars.Zero);
    }

    /// <summary>A provider that is told of the cancellation and takes its time to stop using the body.</summary>
    private sealed class SlowToLetGo : IAsyncEnumerable<ChatEvent>, IAsyncEnumerator<ChatEvent>
    {
        private readonly TaskCompletionSource _saw = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private CancellationToken _cancellation;

        public Task SawTheCallerLeave => _saw.Task;

        public bool IsDisposed { get; private set; }

        public ChatEvent Current => throw new InvalidOperationException();

        public void LetGo() => _letGo.SetResult();

        public IAsyncEnumerator<ChatEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            _cancellation = cancellationToken;
            cancellationToken.Register(_saw.SetResult);
            return this;
        }

        public async ValueTask<bool> MoveNextAsync()
        {
            await _letGo.Task;
            _cancellation.ThrowIfCancellationRequested();
            return false;
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class NoBody : IRequestSource
    {
        public GatewayError? Refusal => null;

        public long? ContentLength => 0;

        public PipeReader Reader => throw new InvalidOperationException();

        public GatewayError Explain(IOException exception) => throw exception;
    }

    private sealed class NoSink : IAnswerSink
    {
        public bool HasStarted => false;

        public PipeWriter Output { get; } = PipeWriter.Create(Stream.Null);

        public void Begin(int status, string contentType, long? length, ReadOnlySpan<KeyValuePair<string, string>> headers)
        {
        }
    }
}
