using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using BenchmarkDotNet.Attributes;
using Iris.Configuration;
using Iris.Core.Accounting;
using Iris.Core.Catalogue;
using Iris.Core.Dialects.ChatCompletions;
using Iris.Core.Model;
using Iris.Core.Pipeline;
using Iris.Core.Providers;
using Iris.Hosting;
using Iris.LoadBench.Bodies;
using Microsoft.Extensions.Logging.Abstractions;
using Endpoint = Iris.Core.Catalogue.Endpoint;

namespace Iris.Benchmarks;

/// <summary>One chat request with one picture through all nine steps, in memory: no sockets, an upstream that reads what it is sent and answers at once.</summary>
public class WholeRequestBenchmarks
{
    private const string Key = "benchmark-key-0123456789";
    private readonly ChatCompletionsDialect _dialect = new();
    private byte[] _body = [];
    private GatewayPipeline _pipeline = null!;

    /// <summary>Length of the picture.</summary>
    [Params(600, 750_000)]
    public int PictureBytes { get; set; }

    /// <summary>Puts the pipeline together.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _body = Encoding.UTF8.GetBytes($$$"""{"model":"bench/vision","max_tokens":300,"messages":[{"role":"system","content":"You describe images."},{"role":"user","content":[{"type":"text","text":"What is in this image?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{Convert.ToBase64String(NoisePng.Create(PictureBytes))}}}"}}]}]}""");
        var endpoint = new Endpoint
        {
            Id = Endpoint.IdOf("bench", "up"),
            Model = new CatalogueModel { Id = new ModelId("bench/vision"), Name = "Bench", InputModalities = ["text", "image"], OutputModalities = ["text"] },
            Provider = "bench",
            UpstreamModel = "up",
            Price = new ModelPrice(new NanoDollars(1_000_000), new NanoDollars(2_000_000), null),
            ImageLimits = new ImageLimits { Profile = "bench", Formats = [ImageFormat.Png] },
        };
        var parts = new GatewayParts(new IrisOptions { Limits = LimitsOptions.For(8L << 30) }, TimeProvider.System, NullLoggerFactory.Instance);
        _pipeline = parts.CreatePipelines(
            new KeyRing([ApiKey.FromText(Key)]),
            new LiveDirectory(new EndpointDirectory([endpoint], new Dictionary<string, IReadOnlyList<EndpointId>>(), "bench/vision")),
            new GatewayOutside([new SwallowingProvider()], parts.CreateFetcher(), new NoPixels(), new UnwrittenLedger())).Chat;
    }

    /// <summary>The request, not streamed.</summary>
    [Benchmark]
    public async Task Handle()
    {
        using var call = new GatewayCall
        {
            Id = "gen-benchmark",
            Dialect = _dialect,
            Keys = new PresentedKeys(Encoding.ASCII.GetBytes(Key), false),
            Source = new MemoryRequest(_body),
            Sink = new DiscardingSink(),
            StartedAt = 0,
        };
        await _pipeline.HandleAsync(call, CancellationToken.None);
        if (call.Error is not null)
        {
            throw new InvalidOperationException(call.Error.Message);
        }
    }

    /// <summary>Reads the spliced body as a socket would and answers with a chat completion.</summary>
    private sealed class SwallowingProvider : IProvider
    {
        private static readonly byte[] Answer = """{"id":"1","object":"chat.completion","created":1,"model":"up","choices":[{"index":0,"message":{"role":"assistant","content":"A picture."},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}"""u8.ToArray();
        private static readonly ChatWriteOptions Options = new("up", KeepsRouterFields: false, TakesStreamOptions: true, MaxTokensField: "max_tokens");

        public string Name => "bench";

        public async IAsyncEnumerable<ChatEvent> AnswerAsync(ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await ChatCompletionsRequestWriter.Write(call.Request, call.Body, call.Images, Options).WriteAsync(Stream.Null, cancellationToken);
            var chunk = AnswerChunk.Inspect(Answer);
            yield return new WireChunk(Answer, IsWhole: true);
            yield return new UsageReported(chunk.Usage!);
        }
    }

    private sealed class MemoryRequest(byte[] body) : IRequestSource
    {
        public GatewayError? Refusal => null;

        public long? ContentLength => body.Length;

        public PipeReader Reader { get; } = PipeReader.Create(new System.Buffers.ReadOnlySequence<byte>(body));

        public GatewayError Explain(IOException exception) => throw exception;
    }

    /// <summary>Throws the answer away as it is flushed.</summary>
    private sealed class DiscardingSink : IAnswerSink
    {
        public bool HasStarted => false;

        public PipeWriter Output { get; } = PipeWriter.Create(Stream.Null);

        public void Begin(int status, string contentType, long? length, ReadOnlySpan<KeyValuePair<string, string>> headers)
        {
        }
    }
}
