using Iris.Core.Model;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>What a caller tells Iris itself, in the top-level member <c>iris</c>.</summary>
/// <param name="Report">The answer shall tell what was done to each image.</param>
/// <param name="Images">How images are to be treated.</param>
internal readonly record struct IrisMember(bool Report, ImagePreferences Images)
{
    /// <summary>Nothing was said.</summary>
    public static IrisMember None { get; } = new(false, ImagePreferences.None);
}
