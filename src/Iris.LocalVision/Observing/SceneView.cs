using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.LocalVision.Observing;

/// <summary>One picture as an observer gets it.</summary>
/// <param name="Image">The encoded bytes. Observers of one picture run one after another, because a source is not for two readers at once.</param>
/// <param name="ImageFacts">What <paramref name="Image"/>'s header tells.</param>
/// <param name="Raster">Upright pixels, at most 1 024 on the longer side.</param>
internal sealed record SceneView(ByteSource Image, ImageFacts ImageFacts, Raster Raster);
