using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>The string that the reader stands at, as the request keeps it.</summary>
internal static class BodyStrings
{
    /// <summary>A text.</summary>
    public static BodyString Text(ref SkeletonReader reader) => Create(reader.StringRange());

    /// <summary>A string that may be an image: clean base64 is looked for in short ones too.</summary>
    public static BodyString Image(ref SkeletonReader reader) => Create(reader.ImageRange());

    private static BodyString Create((long Start, long Length, bool IsEscaped, long Base64From) range)
        => new(new BodyRange(range.Start, range.Length), range.IsEscaped, range.Base64From);
}
