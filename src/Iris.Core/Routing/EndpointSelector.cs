using Iris.Core.Catalogue;
using Iris.Core.Model;

namespace Iris.Core.Routing;

/// <summary>Finds the endpoints that a request may go to, best first, or says which filter left none.</summary>
public sealed class EndpointSelector(LiveDirectory live, EndpointStates states)
{
    private const int MostModelsNamed = 20;

    /// <summary>Selects those that can be sent to now.</summary>
    /// <param name="found">What <see cref="Find"/> gave for the request.</param>
    public Outcome<IReadOnlyList<Endpoint>> Select(IReadOnlyList<Endpoint> found)
    {
        var healthy = found.Where(endpoint => states.Of(endpoint.Id).IsAvailable).ToList();
        return healthy.Count > 0 ? healthy : Down(found);
    }

    /// <summary>Finds those that could answer, whatever their health.</summary>
    /// <param name="request">What is asked.</param>
    public Outcome<IReadOnlyList<Endpoint>> Find(ChatRequest request)
    {
        // Read once: a reload between two lookups must not show half of either directory.
        var directory = live.Current;
        var found = new List<Endpoint>();
        foreach (var name in Names(request, directory.DefaultModel))
        {
            found.AddRange(directory.Find(name).Except(found));
        }

        if (found.Count == 0)
        {
            return new GatewayError(ErrorReason.ModelNotFound, $"No endpoint serves the model \"{Names(request, directory.DefaultModel).First()}\". GET /v1/models lists the models at hand.") { Param = "model" };
        }

        if (request.Images.Count > 0 && found.RemoveAll(endpoint => !endpoint.Model.SeesImages) > 0 && found.Count == 0)
        {
            return NoImageInput(request, directory);
        }

        return found;
    }

    private static IEnumerable<string> Names(ChatRequest request, string defaultModel)
    {
        // A list of models without a model is the whole wish: the default is not put before it.
        if (!string.IsNullOrWhiteSpace(request.Model) || request.FallbackModels.Count == 0)
        {
            yield return string.IsNullOrWhiteSpace(request.Model) || ModelName.IsAuto(request.Model) ? defaultModel : request.Model;
        }

        foreach (var name in request.FallbackModels)
        {
            yield return name;
        }
    }

    private static GatewayError NoImageInput(ChatRequest request, EndpointDirectory directory)
    {
        // Agents match on this sentence to leave the images out and try again, so it stands alone and first.
        return new GatewayError(ErrorReason.NoImageInput, "No endpoints found that support image input")
        {
            Param = request.Images[0].Path,
            VisionModels = [.. directory.VisionModels.Take(MostModelsNamed).Select(model => model.Id.Value)],
        };
    }

    /// <summary>All endpoints are parked by faults of the operator's own accounts: that is told as such, and is not worth repeating.</summary>
    private GatewayError Down(IReadOnlyList<Endpoint> found)
    {
        if (found.All(endpoint => states.Of(endpoint.Id).IsParked))
        {
            return new GatewayError(ErrorReason.UpstreamAuth, $"Every account that this Iris has for the model is refused or out of credit ({found[0].Provider}). Ask the operator of this Iris.")
            {
                ProviderName = found[0].Provider,
            };
        }

        var shortest = found.Select(endpoint => states.Of(endpoint.Id).RestsFor).Where(rest => rest is not null).DefaultIfEmpty(TimeSpan.FromSeconds(1)).Min();
        return new GatewayError(ErrorReason.AllEndpointsDown, "Every endpoint of the model is resting after failures. Try again later.")
        {
            RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(shortest!.Value.TotalSeconds)),
        };
    }
}
