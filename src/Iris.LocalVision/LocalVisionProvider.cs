using System.Runtime.CompilerServices;
using System.Text;
using Iris.Core.Catalogue;
using Iris.Core.Catalogue.Formulas;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Providers;
using Iris.Core.Wire;
using Iris.LocalVision.Answers;
using Iris.LocalVision.Observing;
using Iris.LocalVision.Tokens;

namespace Iris.LocalVision;

/// <summary>The embedded model <c>iris/local-vision</c>: measures the image, reads its text, and tells both in plain sentences, without a key or a network.</summary>
/// <remarks>
/// It never guesses what a picture shows. All images are looked at before the first event, so that a bad one ends the attempt with an
/// error that names its part. A text reader that was stopped at its limits costs only its own sentence. Safe for concurrent use.
/// </remarks>
public sealed class LocalVisionProvider : IProvider
{
    /// <summary>The name of the model.</summary>
    public const string ModelName = "iris/local-vision";

    private const string ProviderName = "iris";
    private const int ContextTokens = 131_072;
    private const int MaxOutputTokens = 4096;

    // As many images of one request at a time: the workers belong to all requests.
    private const int ImagesAtOnce = 2;

    private readonly ImageLooker _looker;

    /// <summary>Creates the provider.</summary>
    /// <param name="workers">Decode images and read text; the owner disposes them.</param>
    public LocalVisionProvider(IPixelWorkers workers) => _looker = new ImageLooker(workers, [new TextObserver(workers)]);

    /// <inheritdoc/>
    public string Name => ProviderName;

    /// <summary>The one endpoint of this provider.</summary>
    /// <param name="ioNetLimits">The limits profile <c>io.net</c> of the catalogue, which the embedded model has.</param>
    public static Endpoint CreateEndpoint(ImageLimits ioNetLimits) => new()
    {
        Id = new EndpointId("iris:local-vision"),
        Model = new CatalogueModel
        {
            Id = new ModelId(ModelName),
            Name = "Iris Local Vision",
            Aliases = ["local-vision"],
            InputModalities = ["text", "image"],
            OutputModalities = ["text"],
            ContextLength = ContextTokens,
            MaxOutputTokens = MaxOutputTokens,
        },
        Provider = ProviderName,
        UpstreamModel = "local-vision",
        Price = ModelPrice.Free,
        ImageLimits = ioNetLimits with { AppliesOrientation = true },
        TokenFormula = new PatchGridFormula(TokenRule.Patch, ImageLooker.MaxEdge) { Status = "DOCUMENTED" },
    };

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatEvent> AnswerAsync(ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var looked = await LookAtAllAsync(call, cancellationToken);
        if (!looked.TryGet(out var images, out var error))
        {
            yield return new AnswerFailed(error);
            yield break;
        }

        var asked = QuestionReader.Read(LastQuestion.Read(call.Request, call.Body));
        var limit = Math.Min(call.Request.MaxTokens ?? MaxOutputTokens, MaxOutputTokens);
        var answer = AnswerText.Cut(AnswerComposer.Compose(images, asked), limit);
        foreach (var piece in answer.Pieces(wordByWord: call.Request.Stream))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new TextDelta(0, Encoding.UTF8.GetBytes(piece));
        }

        yield return new AnswerFinished(0, answer.IsCut ? FinishReason.Length : FinishReason.Stop, null);
        yield return new UsageReported(Usage(call, images, answer));
    }

    private async Task<Outcome<IReadOnlyList<SeenImage>>> LookAtAllAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var seen = new SeenImage?[call.Images.Count];
        var errors = new GatewayError?[call.Images.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ImagesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, seen.Length, options, async (index, token) =>
        {
            // After an error the images that follow need no look; those before it do, so that the first bad one is named.
            if (errors.AsSpan(0, index).ContainsAnyExcept((GatewayError?)null))
            {
                return;
            }

            var looked = await LookAsync(call, index, token);
            if (!looked.TryGet(out seen[index], out errors[index]))
            {
                errors[index] = errors[index]! with { Param = call.Request.Images[index].Path };
            }
        });

        return Array.Find(errors, e => e is not null) is { } error ? error : seen.OfType<SeenImage>().ToArray();
    }

    private async ValueTask<Outcome<SeenImage>> LookAsync(ProviderCall call, int index, CancellationToken cancellationToken)
    {
        // The endpoint's limits say that it fetches no URLs, so a link here is a fault of the planning.
        return call.Images[index] is InlineImage image && call.Facts[index] is { } facts
            ? await _looker.LookAsync(image, facts, cancellationToken)
            : new GatewayError(ErrorReason.InternalFault, "The embedded model was handed an image without its bytes.");
    }

    private static TokenUsage Usage(ProviderCall call, IReadOnlyList<SeenImage> images, AnswerText answer)
    {
        var imageTokens = images.Sum(i => TokenRule.OfImage(i.Raster.Width, i.Raster.Height));
        return new TokenUsage
        {
            PromptTokens = PromptTokens.OfText(call.Request, call.Body) + imageTokens,
            CompletionTokens = answer.Tokens,
            ImageTokens = imageTokens,
        };
    }
}
