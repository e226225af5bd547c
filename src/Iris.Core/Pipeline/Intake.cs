using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Routing;

namespace Iris.Core.Pipeline;

/// <summary>Steps 1 to 3: who asks, what is asked, and the bytes of every image. Singleton; safe for concurrent use.</summary>
public sealed class Intake(Authenticator authenticator, RequestReader reader, EndpointSelector selector, ImageLocator locator)
{
    /// <summary>Step 1: finds the key.</summary>
    public GatewayError? Authenticate(GatewayCall call)
    {
        var outcome = authenticator.Authenticate(call.Keys);
        call.Key = outcome.Succeeded ? outcome.Value : null;
        return outcome.Error;
    }

    /// <summary>Step 2: reads the body and the request in it.</summary>
    public ValueTask<GatewayError?> ReadAsync(GatewayCall call, CancellationToken cancellationToken) => reader.ReadAsync(call, cancellationToken);

    /// <summary>Step 3: finds every image. URLs stay unread only when every endpoint that could answer fetches them by itself.</summary>
    public async ValueTask<GatewayError?> LocateAsync(GatewayCall call, CancellationToken cancellationToken)
    {
        // Nothing is fetched for a request that nobody could answer.
        if (!selector.Find(call.Request!).TryGet(out var endpoints, out var nobody))
        {
            return nobody;
        }

        call.Endpoints = endpoints;
        var remote = endpoints.All(endpoint => endpoint.PassesUrls) ? RemoteImages.Pass : RemoteImages.Inline;
        return await LocateAsync(call, remote, cancellationToken);
    }

    /// <summary>Step 3, the fate of URLs decided by the caller.</summary>
    public async ValueTask<GatewayError?> LocateAsync(GatewayCall call, RemoteImages remote, CancellationToken cancellationToken)
    {
        var outcome = await locator.LocateAsync(call.Request!, call.Json!.Bytes, new RemoteTerms(call.Key!.Value, remote, call.TryHold), cancellationToken);
        call.Images = outcome.Succeeded ? outcome.Value : null;
        return outcome.Error;
    }
}
