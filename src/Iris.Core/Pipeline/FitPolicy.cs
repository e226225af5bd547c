using Iris.Core.Model;

namespace Iris.Core.Pipeline;

/// <summary>How the operator wants images fitted.</summary>
/// <param name="Policy">Adapt or refuse.</param>
/// <param name="StripMetadata">True drops metadata of images that could otherwise stay untouched.</param>
public sealed record FitPolicy(ImagePolicy Policy, bool StripMetadata);
