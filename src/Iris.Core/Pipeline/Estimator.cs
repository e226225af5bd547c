using Iris.Core.Accounting;
using Iris.Core.Catalogue;
using Iris.Core.Images;
using Iris.Core.Images.Fitting;
using Iris.Core.Model;
using Iris.Core.Routing;

namespace Iris.Core.Pipeline;

/// <summary>Steps 1 to 4 of a request, and then what they found instead of an answer: nothing is sent to a provider, nothing is charged. Singleton; safe for concurrent use.</summary>
public sealed class Estimator(Intake intake, LiveDirectory live, CandidatePlanner planner)
{
    /// <summary>Estimates for every model that the request names, or for all at hand that see images.</summary>
    /// <param name="call">Fresh.</param>
    /// <param name="wholeCatalogue">True compares every vision model of the catalogue when the request names none.</param>
    /// <param name="cancellationToken">Cancelled when the caller leaves.</param>
    /// <returns>One row a model, in the order asked for; or why the request itself cannot be read.</returns>
    public async ValueTask<Outcome<IReadOnlyList<ModelEstimate>>> EstimateAsync(GatewayCall call, bool wholeCatalogue, CancellationToken cancellationToken)
    {
        var error = intake.Authenticate(call) ?? await intake.ReadAsync(call, cancellationToken);
        if (error is not null)
        {
            return error;
        }

        var asked = Asked(call.Request!, wholeCatalogue);
        var remote = asked.All(model => model.PassesUrls) ? RemoteImages.Pass : RemoteImages.Inline;
        error = await intake.LocateAsync(call, remote, cancellationToken);
        if (error is not null)
        {
            return error;
        }

        var estimates = new List<ModelEstimate>(asked.Count);
        foreach (var model in asked)
        {
            cancellationToken.ThrowIfCancellationRequested();
            estimates.Add(Estimate(call, model));
        }

        return estimates;
    }

    private List<AskedModel> Asked(ChatRequest request, bool wholeCatalogue)
    {
        // Read once: a reload in between must not show half of either directory.
        var directory = live.Current;
        var named = request.NamedModels;
        if (named.Count > 0)
        {
            return [.. named.Select(name => Named(name, directory)).DistinctBy(model => model.Name)];
        }

        var asked = directory.VisionModels.Select(model => Named(model.Id.Value, directory)).ToList();
        if (wholeCatalogue && directory.Catalogue is { } catalogue)
        {
            var known = asked.Select(model => model.Name).ToHashSet(StringComparer.Ordinal);
            asked.AddRange(catalogue.Models.Where(model => model.SeesImages && !known.Contains(model.Id.Value)).Select(model => Listed(model, catalogue, directory)));
        }

        return asked;
    }

    private static AskedModel Named(string name, EndpointDirectory directory)
    {
        var endpoints = directory.Find(ModelName.IsAuto(name) ? directory.DefaultModel : name);
        return endpoints.Count > 0 ? new AskedModel(endpoints[0].Model.Id.Value, endpoints, IsAtHand: true)
            : directory.Catalogue is { } catalogue && catalogue.Find(name) is { } model ? Listed(model, catalogue, directory)
            : new AskedModel(name, [], IsAtHand: false);
    }

    private static AskedModel Listed(CatalogueModel model, ModelCatalogue catalogue, EndpointDirectory directory)
        => new(model.Id.Value, [.. catalogue.EndpointsServing(model.Id).Select(endpoint => endpoint.At(endpoint.Profile)).Select(directory.Narrow)], IsAtHand: false);

    /// <summary>The endpoint that a request would meet first; resting ones count, because they may be up again when it comes.</summary>
    private ModelEstimate Estimate(GatewayCall call, AskedModel asked)
    {
        GatewayError? refusal = null;
        foreach (var endpoint in asked.Endpoints)
        {
            var images = Seen(call, endpoint);
            var outcome = endpoint.Model.SeesImages || images.Count == 0
                ? planner.Plan(endpoint, call.Request!, images, call.Key!.Value)
                : NoImageInput(call.Request!);
            if (outcome.TryGet(out var candidate, out var error))
            {
                return Estimate(call, candidate, images, asked.IsAtHand);
            }

            refusal ??= error;
        }

        return new ModelEstimate(asked.Name, null, asked.IsAtHand, refusal ?? Unknown(asked.Name), [], 0, 0, null);
    }

    private ModelEstimate Estimate(GatewayCall call, Candidate candidate, IReadOnlyList<LocatedImage> images, bool isAtHand)
    {
        var endpoint = candidate.Endpoint;
        var usage = new TokenUsage { PromptTokens = candidate.PromptTokens, CompletionTokens = 0 };
        var cost = endpoint.Price is { } price ? Pricing.CostOf(usage, price) : (NanoDollars?)null;
        var reports = ImageReports.All(images, candidate.Plans, planner.DemandOf(call, endpoint), null);
        return new ModelEstimate(endpoint.Model.Id.Value, endpoint.Id.Value, isAtHand, null, reports, candidate.ImageTokens, candidate.PromptTokens, cost);
    }

    /// <summary>The images as this endpoint's request would have them: one that fetches by itself is given URLs, although another made Iris look.</summary>
    private static IReadOnlyList<LocatedImage> Seen(GatewayCall call, Endpoint endpoint)
    {
        var images = call.Images!.Images;
        return endpoint.PassesUrls && images.Any(image => image.Url is not null && image.Facts is not null)
            ? [.. images.Select(image => image.Url is null ? image : image with { Bytes = null, Facts = null })]
            : images;
    }

    private static GatewayError NoImageInput(ChatRequest request)
        => new(ErrorReason.NoImageInput, "The model reads text only.") { Param = request.Images[0].Path };

    private static GatewayError Unknown(string name)
        => new(ErrorReason.ModelNotFound, $"Nobody here knows a model \"{name}\". GET /v1/models lists the models at hand.") { Param = "model" };

    private sealed record AskedModel(string Name, IReadOnlyList<Endpoint> Endpoints, bool IsAtHand)
    {
        public bool PassesUrls => Endpoints.All(endpoint => endpoint.PassesUrls);
    }
}
