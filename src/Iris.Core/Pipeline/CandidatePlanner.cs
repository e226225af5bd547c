using Iris.Core.Accounting;
using Iris.Core.Catalogue;
using Iris.Core.Images;
using Iris.Core.Images.Fitting;
using Iris.Core.Model;
using Iris.Core.Routing;

namespace Iris.Core.Pipeline;

/// <summary>Step 4: who may answer, what must be done to each image for them, and what it can cost at worst.</summary>
public sealed class CandidatePlanner(EndpointSelector selector, EndpointStates states, ImageTreatment treatment)
{
    private const int DefaultMaxTokens = 4096;

    /// <summary>Plans into the call.</summary>
    public GatewayError? Plan(GatewayCall call)
    {
        var request = call.Request!;
        if (!selector.Select(call.Endpoints).TryGet(out var endpoints, out var error))
        {
            return error;
        }

        var candidates = new List<Candidate>(endpoints.Count);
        foreach (var endpoint in endpoints)
        {
            if (Plan(endpoint, request, call.Images!.Images, call.Key!.Value).TryGet(out var candidate, out var refused))
            {
                candidates.Add(candidate);
            }

            // The first endpoint's reason is told when no endpoint can take the images.
            error ??= refused;
            if (candidates.Count == AttemptRunner.MostAttempts)
            {
                // More are never tried, so they must not be worked out, nor make the reservation dearer.
                break;
            }
        }

        call.Candidates = candidates;
        return candidates.Count > 0 ? null : error;
    }

    /// <summary>Plans for one endpoint, whatever its health.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="images">Its images, located.</param>
    /// <param name="key">Whose request it is.</param>
    /// <returns>The candidate, or why the images cannot be made to fit.</returns>
    public Outcome<Candidate> Plan(Endpoint endpoint, ChatRequest request, IReadOnlyList<LocatedImage> images, KeyId key)
    {
        var demand = treatment.DemandOf(endpoint, request, key);
        return FitPlanner.PlanAll(images, demand).TryGet(out var plans, out var error)
            ? Create(endpoint, request, plans, TokensOf(images, plans, demand))
            : error;
    }

    /// <summary>Leaves in a failed call what was planned for its images, where nothing was done to them yet: the record of the request tells it.</summary>
    public void ReportPlans(GatewayCall call)
    {
        if (call.ImageReports.Count == 0 && call.Candidates.Count > 0)
        {
            var candidate = call.Candidates[0];
            call.ImageReports = ImageReports.All(call.Images!.Images, candidate.Plans, DemandOf(call, candidate.Endpoint), null);
        }
    }

    /// <summary>What the images of a call have to fit at an endpoint.</summary>
    public FitDemand DemandOf(GatewayCall call, Endpoint endpoint) => treatment.DemandOf(endpoint, call.Request!, call.Key!.Value);

    private static long TokensOf(IReadOnlyList<LocatedImage> images, IReadOnlyList<FitPlan> plans, FitDemand demand)
    {
        var sum = 0L;
        for (var i = 0; i < images.Count; i++)
        {
            sum += ImageReports.TokensAfter(images[i], plans[i], demand).Tokens;
        }

        return sum;
    }

    private Candidate Create(Endpoint endpoint, ChatRequest request, IReadOnlyList<FitPlan> plans, long imageTokens)
    {
        var messages = request.Messages.Count;
        var completion = (request.LongestAnswer ?? endpoint.Model.MaxOutputTokens ?? DefaultMaxTokens) * request.Choices;
        var bound = TextTokenEstimate.Bound(request.TextBytes, messages) + imageTokens;
        return new Candidate(
            endpoint,
            states.Of(endpoint.Id),
            plans,
            TextTokenEstimate.Of(request.PromptBytes, messages) + imageTokens,
            imageTokens,
            endpoint.Price is { } price ? Pricing.WorstCase(bound, completion, price) : NanoDollars.Zero);
    }
}
