using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Pipeline;

/// <summary>The images of a request as they go to one provider, in the order of the request. Filled by <see cref="ImageFitter"/>, then read only.</summary>
/// <param name="Outgoing">What is sent.</param>
/// <param name="Results">What came out of each that was changed; null for those that go as they came.</param>
public sealed record FittedImages(OutgoingImage[] Outgoing, ImageSide?[] Results);
