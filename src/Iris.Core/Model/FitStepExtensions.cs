namespace Iris.Core.Model;

/// <summary>How reports spell a step.</summary>
public static class FitStepExtensions
{
    /// <summary>The word of reports and the ledger, for instance <c>strip_metadata</c>. It never changes: records of years hold it.</summary>
    public static string WireName(this FitStep step) => step switch
    {
        FitStep.Keep => "keep",
        FitStep.Link => "link",
        FitStep.Relabel => "relabel",
        FitStep.StripMetadata => "strip_metadata",
        FitStep.FirstFrame => "first_frame",
        FitStep.Rotate => "rotate",
        FitStep.ConvertColour => "convert_colour",
        FitStep.Shrink => "shrink",
        FitStep.Flatten => "flatten",
        FitStep.Reencode => "reencode",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "The step has no name."),
    };
}
