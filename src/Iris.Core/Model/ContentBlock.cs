namespace Iris.Core.Model;

/// <summary>One block of a message, in the caller's order. A closed set.</summary>
/// <param name="Message">Index of the message.</param>
/// <param name="Part">Index of the part inside the message; -1 when the message's content is a bare string.</param>
public abstract record ContentBlock(int Message, int Part)
{
    /// <summary>Where the block's JSON stands in the body.</summary>
    public required BodyRange Range { get; init; }
}

/// <summary>Text.</summary>
public sealed record TextBlock(int Message, int Part) : ContentBlock(Message, Part)
{
    /// <summary>The text.</summary>
    public required BodyString Text { get; init; }
}

/// <summary>An image in any spelling.</summary>
public sealed record ImageBlock(int Message, int Part) : ContentBlock(Message, Part)
{
    /// <summary>The string that holds or names the image: URL, data URL or base64.</summary>
    public required BodyString Source { get; init; }

    /// <summary>The path of that string inside its part, for instance <c>image_url.url</c>.</summary>
    public required string SourcePath { get; init; }

    /// <summary>True when the source is a file id and not an image string.</summary>
    public bool IsFileId { get; init; }

    /// <summary>How closely to look.</summary>
    public ImageDetail Detail { get; init; }

    /// <summary>True when the part is already <c>{"type":"image_url","image_url":{"url":…}}</c>, so that it may be sent on untouched.</summary>
    public bool IsCanonical { get; init; }

    /// <summary>Position among the request's images, from 0.</summary>
    public int Index { get; init; }

    /// <summary>The path that error messages name, for instance <c>messages[0].content[1].image_url.url</c>.</summary>
    public string Path => SourcePath.StartsWith("images[", StringComparison.Ordinal)
        ? $"messages[{Message}].{SourcePath}"
        : Part < 0 ? $"messages[{Message}].content.{SourcePath}" : $"messages[{Message}].content[{Part}].{SourcePath}";
}

/// <summary>A block that Iris does not look into: sent on untouched to an upstream of the same wire.</summary>
public sealed record OpaqueBlock(int Message, int Part) : ContentBlock(Message, Part)
{
    /// <summary>Its <c>type</c>, for instance <c>input_audio</c>.</summary>
    public required string Type { get; init; }
}
