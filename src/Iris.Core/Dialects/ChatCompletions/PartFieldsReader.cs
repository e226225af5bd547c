using System.Collections.Frozen;
using System.Text.Json;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Collects the members of one content part, in every spelling that clients use (wire-level facts, section 5).</summary>
internal static class PartFieldsReader
{
    // A part that is written anew has these from Iris; a second one from the caller would win at the provider.
    private static readonly FrozenSet<string> OwnKeys = new[]
    {
        "type", "text", "image_url", "imageUrl", "image", "url", "data", "source", "file", "input_file", "image_file", "file_id", "fileId",
        "file_data", "fileData", "file_url", "fileUrl", "filename", "mime_type", "mimeType", "media_type", "format", "detail",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads the object that the reader stands at.</summary>
    public static PartFields Read(ref SkeletonReader reader)
    {
        var fields = new PartFields();
        while (reader.NextMember(out var name, out var nameStart))
        {
            if (Take(ref reader, name, ref fields))
            {
                continue;
            }

            var isNull = reader.TokenType == JsonTokenType.Null;
            var end = reader.Skip();
            if (!isNull && !OwnKeys.Contains(name))
            {
                fields.Extras.Add(new BodyRange(nameStart, end - nameStart));
            }
        }

        return fields;
    }

    /// <returns>False when the member is unknown or of a kind that says nothing; its value is then still the current token.</returns>
    private static bool Take(ref SkeletonReader reader, string name, ref PartFields fields)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return TakeString(ref reader, name, ref fields);
            case JsonTokenType.StartObject:
                return TakeObject(ref reader, name, ref fields);
            default:
                return false;
        }
    }

    private static bool TakeString(ref SkeletonReader reader, string name, ref PartFields fields)
    {
        switch (name)
        {
            case "type":
                fields.Type = reader.ShortString();
                return true;
            case "text":
                fields.Text = BodyStrings.Image(ref reader);
                return true;
            case "image_url" or "imageUrl":
                fields.ImageUrl = new PathString(name, BodyStrings.Image(ref reader));
                return true;
            case "image" or "url":
                fields.Image ??= new PathString(name, BodyStrings.Image(ref reader));
                return true;
            case "data":
                fields.Data = new PathString(name, BodyStrings.Image(ref reader));
                return true;
            case "file_id" or "fileId":
                fields.FileId ??= new PathString(name, BodyStrings.Image(ref reader));
                return true;
            default:
                fields.DetailIsOutside |= name == "detail";
                return TakeFileString(ref reader, name, "", ref fields);
        }
    }

    private static bool TakeFileString(ref SkeletonReader reader, string name, string prefix, ref PartFields fields)
    {
        switch (name)
        {
            case "file_data" or "fileData":
                fields.FileData = new PathString(prefix + name, BodyStrings.Image(ref reader));
                return true;
            case "file_url" or "fileUrl":
                fields.FileUrl = new PathString(prefix + name, BodyStrings.Image(ref reader));
                return true;
            case "filename":
                fields.FileName = reader.ShortString();
                return true;
            case "mime_type" or "mimeType" or "media_type" or "format":
                fields.MediaType = reader.ShortString();
                return true;
            case "detail":
                fields.Detail = reader.ShortString() ?? "";
                return true;
            default:
                return false;
        }
    }

    private static bool TakeObject(ref SkeletonReader reader, string name, ref PartFields fields)
    {
        switch (name)
        {
            case "image_url" or "imageUrl":
                ReadImageUrl(ref reader, name, ref fields);
                return true;
            case "source":
                ReadSource(ref reader, ref fields);
                return true;
            case "image" or "image_file" or "file" or "input_file":
                ReadFile(ref reader, name, ref fields);
                return true;
            default:
                return false;
        }
    }

    private static void ReadImageUrl(ref SkeletonReader reader, string owner, ref PartFields fields)
    {
        while (reader.NextMember(out var name, out _))
        {
            if (name == "detail")
            {
                var start = reader.Start;
                fields.Detail = (reader.TokenType == JsonTokenType.String ? reader.ShortString() : null) ?? "";
                fields.DetailValue = new BodyRange(start, reader.Skip() - start);
            }
            else if (reader.TokenType == JsonTokenType.String && name is "url" or "uri" or "data")
            {
                fields.ImageUrl ??= new PathString($"{owner}.{name}", BodyStrings.Image(ref reader));
                fields.ImageUrlIsObject |= name == "url";
            }
            else if (reader.TokenType == JsonTokenType.String && name == "file_id")
            {
                fields.FileId ??= new PathString($"{owner}.{name}", BodyStrings.Image(ref reader));
            }
            else if (reader.TokenType != JsonTokenType.String || !TakeFileString(ref reader, name, owner + ".", ref fields))
            {
                reader.Skip();
            }
        }
    }

    private static void ReadSource(ref SkeletonReader reader, ref PartFields fields)
    {
        while (reader.NextMember(out var name, out _))
        {
            if (reader.TokenType == JsonTokenType.String && name is "data" or "url" or "uri")
            {
                fields.Source ??= new PathString("source." + name, BodyStrings.Image(ref reader));
            }
            else if (reader.TokenType == JsonTokenType.String && name is "file_id" or "fileId")
            {
                fields.FileId ??= new PathString("source." + name, BodyStrings.Image(ref reader));
            }
            else if (reader.TokenType != JsonTokenType.String || !TakeFileString(ref reader, name, "source.", ref fields))
            {
                reader.Skip();
            }
        }
    }

    private static void ReadFile(ref SkeletonReader reader, string owner, ref PartFields fields)
    {
        while (reader.NextMember(out var name, out _))
        {
            if (reader.TokenType == JsonTokenType.String && name is "file_id" or "fileId")
            {
                fields.FileId ??= new PathString($"{owner}.{name}", BodyStrings.Image(ref reader));
            }
            else if (reader.TokenType == JsonTokenType.String && name is "url" or "data" or "uri")
            {
                fields.Image ??= new PathString($"{owner}.{name}", BodyStrings.Image(ref reader));
            }
            else if (reader.TokenType != JsonTokenType.String || !TakeFileString(ref reader, name, owner + ".", ref fields))
            {
                reader.Skip();
            }
        }
    }
}
