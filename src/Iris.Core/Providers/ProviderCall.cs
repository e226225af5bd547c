using Iris.Core.Catalogue;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Providers;

/// <summary>One attempt as a provider sees it.</summary>
/// <param name="Endpoint">Where to.</param>
/// <param name="Request">What the caller asked.</param>
/// <param name="Body">The bytes behind the request's ranges.</param>
/// <param name="Images">One for each of the request's images, in order, already fitted for this endpoint.</param>
/// <param name="Facts">What is known about each image, in order; null where the provider fetches a URL by itself.</param>
/// <param name="Detail">Replaces the detail of every image (<c>iris.images.detail</c>); null leaves each as the caller wrote it.</param>
public sealed record ProviderCall(
    Endpoint Endpoint,
    ChatRequest Request,
    RequestBody Body,
    IReadOnlyList<OutgoingImage> Images,
    IReadOnlyList<ImageFacts?> Facts,
    ImageDetail? Detail = null);
