using Iris.Core.Model;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>The words of <c>detail</c>.</summary>
internal static class DetailWords
{
    /// <summary>The word with its quotes.</summary>
    public static ReadOnlySpan<byte> Quoted(ImageDetail detail) => detail switch
    {
        ImageDetail.Low => "\"low\""u8,
        ImageDetail.High => "\"high\""u8,
        ImageDetail.Original => "\"original\""u8,
        _ => "\"auto\""u8,
    };

    /// <summary>Reads a word as it stands.</summary>
    /// <returns>Null for one that no vendor knows.</returns>
    public static ImageDetail? Parse(string? word) => word switch
    {
        "auto" => ImageDetail.Auto,
        "low" => ImageDetail.Low,
        "high" => ImageDetail.High,
        "original" => ImageDetail.Original,
        _ => null,
    };
}
