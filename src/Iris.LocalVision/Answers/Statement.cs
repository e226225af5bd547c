namespace Iris.LocalVision.Answers;

/// <summary>One or two whole sentences that are true of one picture and can stand in any order.</summary>
/// <param name="Topics">What they tell about.</param>
/// <param name="Text">Ends with a full stop.</param>
/// <param name="OnlyWhenAsked">True for what goes without saying ("nothing in it is transparent").</param>
internal sealed record Statement(Topic Topics, string Text, bool OnlyWhenAsked = false);
