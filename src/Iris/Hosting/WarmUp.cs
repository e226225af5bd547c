using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Iris.Core.Accounting;
using Iris.Core.Catalogue;
using Iris.Core.Dialects;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Providers.Profiles;
using Endpoint = Iris.Core.Catalogue.Endpoint;

namespace Iris.Hosting;

/// <summary>Sends a few hundred requests through the whole path before the gateway calls itself ready, so that the first callers meet compiled code.</summary>
/// <remarks>
/// The requests go over loopback to addresses that nobody can guess and that end with the warm-up; a second pipeline with a
/// ledger that keeps nothing serves them, so no key, budget or record of the operator is touched.
/// </remarks>
internal sealed class WarmUp
{
    private const int MostRequests = 400;
    private const int Parallel = 4;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1.5);

    private readonly string _secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
    private volatile bool _isOver;

    /// <summary>Maps the addresses of the warm-up. Before the server has started, so its own address is asked for late.</summary>
    public void Map(IEndpointRouteBuilder routes, GatewayParts parts, HttpMessageInvoker upstream, IPixelWorkers workers, IDialect dialect, Func<Uri> address)
    {
        RequestDelegate? chat = null;
        routes.MapPost($"/warm-up/{_secret}/chat", context => _isOver ? NotFound(context) : (chat ??= CreateChat(parts, upstream, workers, dialect, address()))(context));
        routes.MapPost($"/warm-up/{_secret}/upstream/chat/completions", context => _isOver ? NotFound(context) : AnswerAsync(context));
    }

    /// <summary>Runs for at most 1.5 seconds. A failure ends it early and is of no consequence.</summary>
    public async Task RunAsync(Uri address, HttpMessageInvoker http, TimeProvider time, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(MostTime, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        var url = new Uri(address, $"/warm-up/{_secret}/chat");
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => SendAsync(http, url, linked.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            _isOver = true;
        }
    }

    private async Task SendAsync(HttpMessageInvoker http, Uri url, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostRequests / Parallel; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(Body(stream: i % 2 == 1)) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _secret);
            using var response = await http.SendAsync(request, cancellationToken);
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
        }
    }

    private RequestDelegate CreateChat(GatewayParts parts, HttpMessageInvoker upstream, IPixelWorkers workers, IDialect dialect, Uri address)
    {
        var connection = new ProviderConnection { Name = "warm-up", Profile = ProviderProfiles.Custom, BaseUrl = new Uri(address, $"/warm-up/{_secret}/upstream/") };
        var model = new CatalogueModel { Id = new ModelId("warm/up"), Name = "Warm-up", InputModalities = ["text", "image"], OutputModalities = ["text"] };
        var endpoint = new Endpoint
        {
            Id = Endpoint.IdOf("warm-up", "up"),
            Model = model,
            Provider = "warm-up",
            UpstreamModel = "up",
            Price = ModelPrice.Free,
            ImageLimits = new ImageLimits { Profile = "warm-up", Formats = [ImageFormat.Png] },
        };
        var directory = new EndpointDirectory([endpoint], new Dictionary<string, IReadOnlyList<EndpointId>>(), "warm/up");
        var outside = new GatewayOutside([parts.CreateProvider(connection, upstream)], new NoFetcher(), workers, new UnwrittenLedger());
        var pipelines = parts.CreatePipelines(new KeyRing([ApiKey.FromText(_secret)]), new LiveDirectory(directory), outside);
        return new ChatEndpoint(pipelines.Chat, new CallFactory(dialect, parts.Time), new RequestsInFlight(int.MaxValue)).HandleAsync;
    }

    private static byte[] Body(bool stream)
    {
        // A picture of one pixel beside a text as long as most prompts.
        const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";
        return Encoding.UTF8.GetBytes($$$"""{"model":"warm/up","stream":{{{(stream ? "true" : "false")}}},"max_tokens":300,"messages":[{"role":"system","content":"You describe images."},{"role":"user","content":[{"type":"text","text":"{{{new string('x', 400)}}}"},{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{Pixel}}}"}}]}]}""");
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var body = await context.Request.BodyReader.ReadAtLeastAsync((int)(context.Request.ContentLength ?? 0), context.RequestAborted);
        var streams = body.Buffer.FirstSpan.IndexOf("\"stream\":true"u8) >= 0;
        context.Request.BodyReader.AdvanceTo(body.Buffer.End);
        context.Response.ContentType = streams ? "text/event-stream" : "application/json";
        await context.Response.BodyWriter.WriteAsync(streams ? StreamAnswer : WholeAnswer, context.RequestAborted);
    }

    private static readonly byte[] WholeAnswer =
        """{"id":"1","object":"chat.completion","created":1,"model":"up","choices":[{"index":0,"message":{"role":"assistant","content":"Warm."},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}"""u8.ToArray();

    private static readonly byte[] StreamAnswer = Encoding.UTF8.GetBytes(
        "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"up\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Warm.\"},\"finish_reason\":null}]}\n\n"
        + "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"up\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
        + "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"up\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}\n\n"
        + "data: [DONE]\n\n");

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>The warm-up's images are inline.</summary>
    private sealed class NoFetcher : IImageFetcher
    {
        public ValueTask<Outcome<FetchedImage>> FetchAsync(string url, KeyId tenant, CancellationToken cancellationToken) => ValueTask.FromResult<Outcome<FetchedImage>>(Refusal());

        public GatewayError? Check(string url) => Refusal();

        public ValueTask<GatewayError?> CheckAddressAsync(string url, CancellationToken cancellationToken) => ValueTask.FromResult<GatewayError?>(Refusal());

        private static GatewayError Refusal() => new(ErrorReason.ImageFetchFailed, "The warm-up fetches nothing.");
    }
}
