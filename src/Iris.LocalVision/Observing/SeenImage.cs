using Iris.Core.Images;
using Iris.Core.Model;
using Iris.LocalVision.Answers;
using Iris.LocalVision.Measures;

namespace Iris.LocalVision.Observing;

/// <summary>Everything that is known about one image once it was looked at.</summary>
/// <param name="Facts">Of the image as it arrived.</param>
/// <param name="Raster">The pixels that were looked at.</param>
/// <param name="Measures">What they tell.</param>
/// <param name="Recognised">What the observers add.</param>
internal sealed record SeenImage(ImageFacts Facts, Raster Raster, PictureMeasures Measures, IReadOnlyList<Statement> Recognised);
