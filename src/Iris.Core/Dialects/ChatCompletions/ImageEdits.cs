using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>The changes that make every image of a request a canonical <c>image_url</c> part with what it is to be sent as.</summary>
internal static class ImageEdits
{
    private static readonly byte[] PartOpen = "{\"type\":\"image_url\",\"image_url\":{\"url\":\""u8.ToArray();
    private static readonly byte[] Comma = ","u8.ToArray();

    private static readonly byte[] DetailMember = ",\"detail\":"u8.ToArray();

    /// <summary>All edits, sorted by where they stand.</summary>
    /// <param name="request">What the caller asked.</param>
    /// <param name="layout">Where its parts stand.</param>
    /// <param name="images">One for each image, in order.</param>
    /// <param name="detail">Replaces every image's; null leaves it.</param>
    public static List<BodyEdit> Of(ChatRequest request, ChatCompletionsLayout layout, IReadOnlyList<OutgoingImage> images, ImageDetail? detail)
    {
        var edits = new List<BodyEdit>();
        for (var i = 0; i < request.Images.Count; i++)
        {
            var block = request.Images[i];
            var part = layout.ImageParts[i];
            if (part.MessageImages >= 0)
            {
                continue;
            }

            if (block.IsCanonical)
            {
                AddToCanonical(block, part, images[i], detail, edits);
            }
            else
            {
                var pieces = new List<EditPiece>();
                AddPart(block, part, images[i], detail, pieces);
                edits.Add(new BodyEdit(block.Range, pieces));
            }
        }

        for (var i = 0; i < layout.MessageImages.Count; i++)
        {
            AddMessageImages(i, request, layout, images, detail, edits);
        }

        edits.Sort((left, right) => left.Range.Start != right.Range.Start
            ? left.Range.Start.CompareTo(right.Range.Start)
            : left.Range.Length.CompareTo(right.Range.Length));
        return edits;
    }

    /// <summary>What the caller already wrote stays, as far as it says what is to be sent.</summary>
    private static void AddToCanonical(ImageBlock block, ImagePartLayout part, OutgoingImage image, ImageDetail? detail, List<BodyEdit> edits)
    {
        if (image is not (InlineImage { AsReceived: true } or LinkedImage { AsReceived: true }))
        {
            var pieces = new List<EditPiece>();
            AddUrl(image, pieces);
            edits.Add(new BodyEdit(block.Source.Range, pieces));
        }

        if (detail is { } wanted && part.Detail is { } value)
        {
            edits.Add(new BodyEdit(value, [EditPiece.Of(DetailWords.Quoted(wanted).ToArray())]));
        }
        else if (detail is { } added)
        {
            // Right behind the closing quote of the URL.
            var at = new BodyRange(block.Source.Range.End + 1, 0);
            edits.Add(new BodyEdit(at, [EditPiece.Of(DetailMember), EditPiece.Of(DetailWords.Quoted(added).ToArray())]));
        }
    }

    private static void AddMessageImages(
        int index,
        ChatRequest request,
        ChatCompletionsLayout layout,
        IReadOnlyList<OutgoingImage> images,
        ImageDetail? detail,
        List<BodyEdit> edits)
    {
        var message = layout.MessageImages[index];
        var parts = new List<EditPiece>();
        for (var i = 0; i < request.Images.Count; i++)
        {
            if (layout.ImageParts[i].MessageImages == index)
            {
                if (parts.Count > 0)
                {
                    parts.Add(EditPiece.Of(Comma));
                }

                AddPart(request.Images[i], layout.ImageParts[i], images[i], detail, parts);
            }
        }

        edits.Add(new BodyEdit(message.Drop, []));
        if (parts.Count > 0)
        {
            AddToContent(message, parts, edits);
        }
    }

    private static void AddToContent(MessageImagesLayout message, List<EditPiece> parts, List<BodyEdit> edits)
    {
        if (message.Content is not { } content)
        {
            edits.Add(new BodyEdit(new BodyRange(message.InsertAt, 0), [EditPiece.Of("\"content\":["u8.ToArray()), .. parts, EditPiece.Of("],"u8.ToArray())]));
        }
        else if (message.ContentIsArray)
        {
            List<EditPiece> added = message.ContentIsEmpty ? parts : [EditPiece.Of(Comma), .. parts];
            edits.Add(new BodyEdit(new BodyRange(content.End - 1, 0), added));
        }
        else if (message.ContentIsEmpty)
        {
            edits.Add(new BodyEdit(content, [EditPiece.Of("["u8.ToArray()), .. parts, EditPiece.Of("]"u8.ToArray())]));
        }
        else
        {
            edits.Add(new BodyEdit(new BodyRange(content.Start, 0), [EditPiece.Of("[{\"type\":\"text\",\"text\":"u8.ToArray())]));
            edits.Add(new BodyEdit(new BodyRange(content.End, 0), [EditPiece.Of("},"u8.ToArray()), .. parts, EditPiece.Of("]"u8.ToArray())]));
        }
    }

    private static void AddPart(ImageBlock block, ImagePartLayout layout, OutgoingImage image, ImageDetail? detail, List<EditPiece> pieces)
    {
        pieces.Add(EditPiece.Of(PartOpen));
        AddUrl(image, pieces);
        pieces.Add(EditPiece.Of("\""u8.ToArray()));
        if (detail is not null || block.Detail != ImageDetail.Auto)
        {
            pieces.Add(EditPiece.Of(DetailMember));
            pieces.Add(EditPiece.Of(DetailWords.Quoted(detail ?? block.Detail).ToArray()));
        }

        pieces.Add(EditPiece.Of("}"u8.ToArray()));
        foreach (var extra in layout.Extras)
        {
            pieces.Add(EditPiece.Of(Comma));
            pieces.Add(EditPiece.Of(extra));
        }

        pieces.Add(EditPiece.Of("}"u8.ToArray()));
    }

    private static void AddUrl(OutgoingImage image, List<EditPiece> pieces)
    {
        switch (image)
        {
            case InlineImage inline:
                pieces.Add(EditPiece.Of(Encoding.UTF8.GetBytes($"data:{inline.MediaType};base64,")));
                pieces.Add(EditPiece.Of(inline.Bytes));
                break;
            case LinkedImage linked:
                pieces.Add(EditPiece.Of(JsonEncodedText.Encode(linked.Url, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray()));
                break;
        }
    }
}
