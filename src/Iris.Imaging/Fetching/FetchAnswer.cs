using Iris.Core.Images;

namespace Iris.Imaging.Fetching;

/// <summary>What an origin answered, with what it allows to be kept.</summary>
/// <param name="Policy">Of the whole chain of redirects.</param>
internal abstract record FetchAnswer(KeepPolicy Policy);

/// <summary>The image.</summary>
/// <param name="Image">The receiver disposes it.</param>
/// <param name="Policy">Of the whole chain of redirects.</param>
internal sealed record ImageAnswer(FetchedImage Image, KeepPolicy Policy) : FetchAnswer(Policy);

/// <summary>What was kept is still right (304). Only an answer to validators that were sent.</summary>
/// <param name="Policy">Of the whole chain of redirects.</param>
internal sealed record UnchangedAnswer(KeepPolicy Policy) : FetchAnswer(Policy);
