using Iris.Core.Catalogue;
using Iris.Core.Model;

namespace Iris.Core.Routing;

/// <summary>An endpoint that could answer this request.</summary>
/// <param name="Endpoint">Where to.</param>
/// <param name="State">Its health, shared by all requests.</param>
/// <param name="Plans">What must be done to each image for it, in the order of the request.</param>
/// <param name="PromptTokens">The prompt as estimated, images included.</param>
/// <param name="ImageTokens">The images' part of that.</param>
/// <param name="WorstCost">The dearest that this request can become here; zero when no price is known.</param>
public sealed record Candidate(
    Endpoint Endpoint,
    EndpointState State,
    IReadOnlyList<FitPlan> Plans,
    long PromptTokens,
    long ImageTokens,
    NanoDollars WorstCost);
