using System.Text.Json;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Turns one content part into a block, in the order of the table of spellings (wire-level facts, section 5.3).</summary>
internal static class ContentPartReader
{
    private static readonly string[] ImageExtensions =
        [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".bmp"];

    /// <summary>Reads the part that the reader stands at.</summary>
    /// <param name="reader">At an object or a string.</param>
    /// <param name="body">For a look at the first bytes of file data.</param>
    /// <param name="message">Index of the message.</param>
    /// <param name="part">Index of the part.</param>
    /// <param name="fields">What an object holds; the default for a string.</param>
    public static Outcome<ContentBlock> Read(ref SkeletonReader reader, RequestBody body, int message, int part, out PartFields fields)
    {
        fields = default;
        var start = reader.Start;
        if (reader.TokenType == JsonTokenType.String)
        {
            return new TextBlock(message, part) { Range = new BodyRange(start, reader.End - start), Text = BodyStrings.Text(ref reader) };
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Refuse(message, part, "", "A content part must be an object with a \"type\".");
        }

        fields = PartFieldsReader.Read(ref reader);
        return Decide(fields, body, message, part, new BodyRange(start, reader.End - start));
    }

    private static Outcome<ContentBlock> Decide(in PartFields fields, RequestBody body, int message, int part, BodyRange range)
    {
        switch (fields.Type)
        {
            case "image_pil" or "image_embeds":
                return Refuse(message, part, ".type", $"Parts of type \"{fields.Type}\" carry no image bytes. Send the image as image_url.", ErrorReason.UnsupportedPart);
            case "image_url" or "input_image" or "image":
            case null when fields.ImageUrl is not null:
                return DecideImage(fields, message, part, range);
            case "image_file":
                return fields.FileId is { } id
                    ? Image(id, fields, message, part, range, isFileId: true)
                    : Refuse(message, part, ".image_file.file_id", "The part needs image_file.file_id.");
            case "file" or "input_file" when ImageOfFile(fields, body) is { } image:
                return Image(image, fields, message, part, range, isFileId: image == fields.FileId);
            default:
                return TextOrOpaque(fields, message, part, range);
        }
    }

    private static Outcome<ContentBlock> DecideImage(in PartFields fields, int message, int part, BodyRange range)
    {
        var source = fields.ImageUrl ?? fields.Source ?? fields.Data ?? fields.Image;
        if (source is { } found)
        {
            return Image(found, fields, message, part, range, isFileId: false);
        }

        return fields.FileId is { } id
            ? Image(id, fields, message, part, range, isFileId: true)
            : Refuse(message, part, fields.Type == "image" ? ".image" : ".image_url.url", "The image part holds no image: give it a URL, a data URL or base64.");
    }

    private static Outcome<ContentBlock> TextOrOpaque(in PartFields fields, int message, int part, BodyRange range)
    {
        if (fields.Text is { } text && fields.Type is null or "text" or "input_text" or "output_text")
        {
            return new TextBlock(message, part) { Range = range, Text = text };
        }

        return fields.Type is null
            ? Refuse(message, part, ".type", "The content part has no \"type\".")
            : new OpaqueBlock(message, part) { Range = range, Type = fields.Type };
    }

    private static Outcome<ContentBlock> Image(PathString source, in PartFields fields, int message, int part, BodyRange range, bool isFileId)
    {
        var detail = fields.Detail is { } word ? DetailWords.Parse(word.ToLowerInvariant()) : ImageDetail.Auto;
        return new ImageBlock(message, part)
        {
            Range = range,
            Source = source.Value,
            SourcePath = source.Path,
            IsFileId = isFileId,
            Detail = detail ?? ImageDetail.Auto,
            IsCanonical = fields.Type == "image_url" && source.Path == "image_url.url" && fields.ImageUrlIsObject
                && detail is not null && !fields.DetailIsOutside && fields.MediaType is null,
        };
    }

    /// <summary>LlamaIndex and others send images as files: told by the data URL, the first bytes, the media type or the name.</summary>
    private static PathString? ImageOfFile(in PartFields fields, RequestBody body)
    {
        var named = fields.MediaType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true || HasImageExtension(fields.FileName);
        if (fields.FileData is { } data)
        {
            return LooksLikeImage(data.Value, body) ?? named ? data : null;
        }

        if (fields.FileUrl is { } url)
        {
            return named || HasImageExtension(PathOf(url.Value, body)) ? url : null;
        }

        return named ? fields.FileId : null;
    }

    /// <returns>Null when the first bytes say nothing.</returns>
    private static bool? LooksLikeImage(BodyString data, RequestBody body)
    {
        Span<byte> head = stackalloc byte[96];
        var text = head[..body.CopyTo(data.Range.Start, Math.Min(data.Range.Length, head.Length), head)];
        text = text.TrimStart(" \t\r\n"u8);
        if (!System.Text.Ascii.EqualsIgnoreCase(text[..Math.Min(5, text.Length)], "data:"u8))
        {
            return Base64Magic.LooksLikeImage(text) ? true : null;
        }

        var comma = text.IndexOf((byte)',');
        if (comma > 0 && Base64Magic.LooksLikeImage(text[(comma + 1)..]))
        {
            return true;
        }

        if (text.Length > 11 && System.Text.Ascii.EqualsIgnoreCase(text[5..11], "image/"u8))
        {
            return true;
        }

        return text.StartsWith("data:application/octet-stream"u8) || comma == 5 ? null : false;
    }

    private static string PathOf(BodyString url, RequestBody body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body.ToArray(url.Range.Start, Math.Min(url.Range.Length, 2048)));
        var end = text.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? text : text[..end];
    }

    private static bool HasImageExtension(string? name)
        => name is not null && Array.Exists(ImageExtensions, extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static GatewayError Refuse(int message, int part, string path, string text, string reason = ErrorReason.InvalidRequest)
        => new(reason, text) { Param = $"messages[{message}].content[{part}]{path}" };
}
