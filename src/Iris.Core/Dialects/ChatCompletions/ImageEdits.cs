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

    /// <summary>All edits, sorted by where they stand.</summary>
    public static List<BodyEdit> Of(ChatRequest request, ChatCompletionsLayout layout, IReadOnlyList<OutgoingImage> images)
    {
        var edits = new List<BodyEdit>();
        for (var i = 0; i < request.Images.Count; i++)
        {
            var block = request.Images[i];
            var part = layout.ImageParts[i];
            if (part.MessageImages >= 0 || (block.IsCanonical && images[i] is (InlineImage { AsReceived: true } or LinkedImage { AsReceived: true })))
            {
                continue;
            }

            var pieces = new List<EditPiece>();
            if (block.IsCanonical)
            {
                AddUrl(images[i], pieces);
                edits.Add(new BodyEdit(block.Source.Range, pieces));
            }
            else
            {
                AddPart(block, part, images[i], pieces);
                edits.Add(new BodyEdit(block.Range, pieces));
            }
        }

        for (var i = 0; i < layout.MessageImages.Count; i++)
        {
            AddMessageImages(layout.MessageImages[i], request, layout, images, i, edits);
        }

        edits.Sort((left, right) => left.Range.Start != right.Range.Start
            ? left.Range.Start.CompareTo(right.Range.Start)
            : left.Range.Length.CompareTo(right.Range.Length));
        return edits;
    }

    private static void AddMessageImages(
        MessageImagesLayout message,
        ChatRequest request,
        ChatCompletionsLayout layout,
        IReadOnlyList<OutgoingImage> images,
        int index,
        List<BodyEdit> edits)
    {
        var parts = new List<EditPiece>();
        for (var i = 0; i < request.Images.Count; i++)
        {
            if (layout.ImageParts[i].MessageImages == index)
            {
                if (parts.Count > 0)
                {
                    parts.Add(EditPiece.Of(Comma));
                }

                AddPart(request.Images[i], layout.ImageParts[i], images[i], parts);
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

    private static void AddPart(ImageBlock block, ImagePartLayout layout, OutgoingImage image, List<EditPiece> pieces)
    {
        pieces.Add(EditPiece.Of(PartOpen));
        AddUrl(image, pieces);
        pieces.Add(EditPiece.Of(Encoding.UTF8.GetBytes(block.Detail switch
        {
            ImageDetail.Low => "\",\"detail\":\"low\"}",
            ImageDetail.High => "\",\"detail\":\"high\"}",
            ImageDetail.Original => "\",\"detail\":\"original\"}",
            _ => "\"}",
        })));
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
