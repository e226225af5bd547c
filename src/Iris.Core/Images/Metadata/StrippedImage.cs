using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Images.Metadata;

/// <summary>An image without its metadata.</summary>
/// <param name="Bytes">Ranges of the original and small pieces between them: the original must stay alive as long as this is used. The original itself when there was nothing to cut.</param>
/// <param name="Facts">What the reader would tell of it.</param>
public sealed record StrippedImage(ByteSource Bytes, ImageFacts Facts);
