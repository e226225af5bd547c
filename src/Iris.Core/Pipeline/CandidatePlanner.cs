using Iris.Core.Accounting;
using Iris.Core.Catalogue;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Routing;

namespace Iris.Core.Pipeline;

/// <summary>Step 4: who may answer, what must be done to each image for them, and what it can cost at worst.</summary>
public sealed class CandidatePlanner(EndpointSelector selector, EndpointStates states, FitPolicy policy)
{
    private const int BytesPerToken = 4;
    private const int DefaultMaxTokens = 4096;

    /// <summary>Plans into the call.</summary>
    public GatewayError? Plan(GatewayCall call)
    {
        var request = call.Request!;
        if (!selector.Select(request).TryGet(out var endpoints, out var error))
        {
            return error;
        }

        var candidates = new List<Candidate>(endpoints.Count);
        foreach (var endpoint in endpoints)
        {
            var outcome = FitPlanner.PlanAll(call.Images!.Images, Demand(endpoint));
            if (outcome.TryGet(out var plans, out var refused))
            {
                candidates.Add(Create(endpoint, request, plans));
            }

            // The first endpoint's reason is told when no endpoint can take the images.
            error ??= refused;
        }

        call.Candidates = candidates;
        return candidates.Count > 0 ? null : error;
    }

    private FitDemand Demand(Endpoint endpoint) => new()
    {
        Limits = endpoint.ImageLimits,
        TokenFormula = endpoint.TokenFormula,
        PassesUrls = endpoint.PassesUrls,
        Policy = policy.Policy,
        StripMetadata = policy.StripMetadata,
    };

    private Candidate Create(Endpoint endpoint, ChatRequest request, IReadOnlyList<FitPlan> plans)
    {
        var imageTokens = 1_600L * request.Images.Count;
        var promptTokens = (request.TextBytes / BytesPerToken) + imageTokens;
        var completion = (request.LongestAnswer ?? endpoint.Model.MaxOutputTokens ?? DefaultMaxTokens) * request.Choices;
        var worst = endpoint.Price is { } price ? Pricing.WorstCase(promptTokens, completion, price) : NanoDollars.Zero;
        return new Candidate(endpoint, states.Of(endpoint.Id), plans, promptTokens, imageTokens, worst);
    }
}
