using Iris.Core.Model;

namespace Iris.Core.Images.Fitting;

/// <summary>The steps that reports name, derived from what an image is, its plan, and what came out where that is known.</summary>
public static class FitSteps
{
    private static readonly IReadOnlyList<FitStep> Kept = [FitStep.Keep];
    private static readonly IReadOnlyList<FitStep> Linked = [FitStep.Link];
    private static readonly IReadOnlyList<FitStep> Relabelled = [FitStep.Relabel];
    private static readonly IReadOnlyList<FitStep> Stripped = [FitStep.StripMetadata];
    private static readonly IReadOnlyList<FitStep> RelabelledAndStripped = [FitStep.Relabel, FitStep.StripMetadata];

    /// <summary>The steps in the order of doing; never empty.</summary>
    /// <param name="image">As it came.</param>
    /// <param name="plan">What was decided.</param>
    /// <param name="result">What came out, or null while it is not made.</param>
    public static IReadOnlyList<FitStep> Of(LocatedImage image, FitPlan plan, ImageSide? result) => plan switch
    {
        LinkPlan => Linked,
        StripPlan => image.IsMislabelled ? RelabelledAndStripped : Stripped,
        RewritePlan rewrite => Rewritten(image.Facts!.Value, rewrite.Target, result),
        _ => image.IsMislabelled ? Relabelled : Kept,
    };

    private static List<FitStep> Rewritten(ImageFacts facts, RewriteTarget target, ImageSide? result)
    {
        var upright = ImageSize.Of(facts);
        var size = result is null ? upright.FittedInto(target.Width, target.Height) : new ImageSize(result.Width, result.Height);
        var steps = new List<FitStep>();
        Add(FitStep.StripMetadata, facts.HasMetadata);
        Add(FitStep.FirstFrame, facts.Frames > 1);
        Add(FitStep.Rotate, facts.Orientation != 1);
        Add(FitStep.ConvertColour, facts.Colour != ImageColour.Plain);
        Add(FitStep.Shrink, size != upright);
        Add(FitStep.Flatten, facts.HasAlpha && (result?.Format ?? target.Format) == ImageFormat.Jpeg);
        Add(FitStep.Reencode, true);
        return steps;

        void Add(FitStep step, bool applies)
        {
            if (applies)
            {
                steps.Add(step);
            }
        }
    }
}
