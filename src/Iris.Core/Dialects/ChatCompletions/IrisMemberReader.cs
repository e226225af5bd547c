using System.Text.Json;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Reads <c>iris</c>: <c>{"report":…,"images":{"policy":…,"max_tokens_per_image":…,"detail":…}}</c>.</summary>
/// <remarks>Strict where the rest is lenient: the member is Iris's own, and a mistyped word in it would silently change a bill. Null says nothing.</remarks>
internal static class IrisMemberReader
{
    private const int LongestShownName = 64;

    /// <summary>Reads the value that the reader stands at.</summary>
    public static Outcome<IrisMember> Read(ref SkeletonReader reader)
    {
        var member = IrisMember.None;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return member;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Refuse("iris", "must be an object with \"report\" and \"images\"");
        }

        while (reader.NextMember(out var name, out _))
        {
            switch (name)
            {
                case "report":
                    if (!TryReadReport(ref reader, out var report))
                    {
                        return Refuse("iris.report", "must be true or false");
                    }

                    member = member with { Report = report };
                    break;
                case "images":
                    if (!ReadImages(ref reader).TryGet(out var images, out var error))
                    {
                        return error;
                    }

                    member = member with { Images = images };
                    break;
                default:
                    return RefuseUnknown("iris", name, "\"report\", \"images\"");
            }
        }

        return member;
    }

    private static bool TryReadReport(ref SkeletonReader reader, out bool report)
    {
        report = reader.TokenType == JsonTokenType.True;
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null;
    }

    private static Outcome<ImagePreferences> ReadImages(ref SkeletonReader reader)
    {
        var images = ImagePreferences.None;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return images;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Refuse("iris.images", "must be an object with \"policy\", \"max_tokens_per_image\" and \"detail\"");
        }

        while (reader.NextMember(out var name, out _))
        {
            if (reader.TokenType == JsonTokenType.Null && name is "policy" or "max_tokens_per_image" or "detail")
            {
                continue;
            }

            if (Take(ref reader, name, ref images) is { } error)
            {
                return error;
            }
        }

        return images;
    }

    private static GatewayError? Take(ref SkeletonReader reader, string name, ref ImagePreferences images)
    {
        switch (name)
        {
            case "policy":
                images = images with { Policy = ParsePolicy(Word(ref reader)) };
                return images.Policy is null ? Refuse("iris.images.policy", "must be \"adapt\" or \"strict\"") : null;
            case "max_tokens_per_image":
                var isCount = reader.TryGetInt64(out var tokens) && tokens is >= 1 and <= ImagePreferences.MostTokensPerImage;
                images = images with { MaxTokensPerImage = tokens };
                return isCount ? null : Refuse("iris.images.max_tokens_per_image", $"must be a whole number from 1 to {ImagePreferences.MostTokensPerImage}");
            case "detail":
                images = images with { Detail = DetailWords.Parse(Word(ref reader)) };
                return images.Detail is null ? Refuse("iris.images.detail", "must be \"auto\", \"low\", \"high\" or \"original\"") : null;
            default:
                return RefuseUnknown("iris.images", name, "\"policy\", \"max_tokens_per_image\", \"detail\"");
        }
    }

    private static string? Word(ref SkeletonReader reader) => reader.TokenType == JsonTokenType.String ? reader.ShortString() : null;

    private static ImagePolicy? ParsePolicy(string? word) => word switch
    {
        "adapt" => ImagePolicy.Adapt,
        "strict" => ImagePolicy.Strict,
        _ => null,
    };

    private static GatewayError RefuseUnknown(string owner, string name, string known)
        => Refuse($"{owner}.{(name.Length <= LongestShownName ? name : "…")}", $"is not known: \"{owner}\" takes {known}");

    private static GatewayError Refuse(string path, string what) => new(ErrorReason.InvalidRequest, $"\"{path}\" {what}.") { Param = path };
}
