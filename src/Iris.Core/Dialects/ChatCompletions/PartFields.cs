using Iris.Core.Model;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>What one content part holds, before it is decided what the part means.</summary>
internal struct PartFields
{
    public PartFields()
    {
    }

    /// <summary>The part's <c>type</c>, or null.</summary>
    public string? Type { get; set; }

    /// <summary><c>text</c>.</summary>
    public BodyString? Text { get; set; }

    /// <summary>The string behind <c>image_url</c> or <c>imageUrl</c>, with its path.</summary>
    public PathString? ImageUrl { get; set; }

    /// <summary>True when <c>image_url</c> is an object with <c>url</c>.</summary>
    public bool ImageUrlIsObject { get; set; }

    /// <summary>The string behind <c>source</c>.</summary>
    public PathString? Source { get; set; }

    /// <summary>A file id behind <c>source</c>, <c>image_file</c>, <c>file</c> or the part itself.</summary>
    public PathString? FileId { get; set; }

    /// <summary><c>data</c>.</summary>
    public PathString? Data { get; set; }

    /// <summary><c>image</c> or <c>url</c>.</summary>
    public PathString? Image { get; set; }

    /// <summary><c>file_data</c> of a file part.</summary>
    public PathString? FileData { get; set; }

    /// <summary><c>file_url</c> of a file part.</summary>
    public PathString? FileUrl { get; set; }

    /// <summary><c>filename</c> of a file part.</summary>
    public string? FileName { get; set; }

    /// <summary>A declared media type, wherever it stands.</summary>
    public string? MediaType { get; set; }

    /// <summary><c>detail</c>; "" for null and for what is no word.</summary>
    public string? Detail { get; set; }

    /// <summary>Where the value of <c>image_url.detail</c> stands, or null when there is none.</summary>
    public BodyRange? DetailValue { get; set; }

    /// <summary>True when a <c>detail</c> stands beside <c>image_url</c>, where providers do not look.</summary>
    public bool DetailIsOutside { get; set; }

    /// <summary>Members that Iris does not know.</summary>
    public List<BodyRange> Extras { get; } = [];
}

/// <summary>A string of the body and its path inside the part.</summary>
/// <param name="Path">For instance <c>image_url.url</c>.</param>
/// <param name="Value">The string.</param>
internal readonly record struct PathString(string Path, BodyString Value);
