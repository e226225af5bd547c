using System.Text.Json;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Reads the messages of a chat completion request, one after the other.</summary>
internal sealed class MessageReader(JsonBody json)
{
    private readonly List<ImageBlock> _images = [];
    private readonly List<ImagePartLayout> _imageParts = [];
    private readonly List<MessageImagesLayout> _messageImages = [];
    private readonly PromptCounter _prompt = new(json);

    /// <summary>All images so far, in the order of the request.</summary>
    public IReadOnlyList<ImageBlock> Images => _images;

    /// <summary>One for each image.</summary>
    public IReadOnlyList<ImagePartLayout> ImageParts => _imageParts;

    /// <summary>Messages with images beside their content.</summary>
    public IReadOnlyList<MessageImagesLayout> MessageImages => _messageImages;

    /// <summary>Bytes of image strings: they are no text of the prompt.</summary>
    public long ImageBytes { get; private set; }

    /// <summary>UTF-8 bytes that the model reads; see <see cref="ChatRequest.PromptBytes"/>.</summary>
    public long PromptBytes => _prompt.Bytes;

    /// <summary>Reads the array that the reader stands at.</summary>
    public Outcome<IReadOnlyList<ChatMessage>> ReadAll(ref SkeletonReader reader)
    {
        var messages = new List<ChatMessage>();
        while (reader.NextElement())
        {
            var index = messages.Count;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return Refuse($"messages[{index}]", "A message must be an object with \"role\" and \"content\".");
            }

            if (!ReadMessage(ref reader, index).TryGet(out var message, out var error))
            {
                return error;
            }

            messages.Add(message);
        }

        return messages.Count == 0 ? Refuse("messages", "\"messages\" must hold at least one message.") : messages;
    }

    private Outcome<ChatMessage> ReadMessage(ref SkeletonReader reader, int index)
    {
        var insertAt = reader.End;
        var previousEnd = insertAt;
        var blocks = new List<ContentBlock>();
        string? role = null;
        BodyRange? content = null;
        var contentIsArray = false;
        (BodyRange Drop, bool IsFirst)? images = null;
        List<PathString> loose = [];

        while (reader.NextMember(out var name, out var nameStart))
        {
            if (images is { IsFirst: true } first && first.Drop.End == previousEnd)
            {
                // The first member leaves with the comma behind it, every other with the comma before it.
                images = (new BodyRange(first.Drop.Start, nameStart - first.Drop.Start), true);
            }

            var valueStart = reader.Start;
            GatewayError? error = null;
            switch (name)
            {
                case "role" when reader.TokenType == JsonTokenType.String:
                    role = reader.ShortString();
                    break;
                case "content":
                    contentIsArray = reader.TokenType == JsonTokenType.StartArray;
                    error = ReadContent(ref reader, index, blocks);
                    content = new BodyRange(valueStart, reader.End - valueStart);
                    break;
                case "images" when reader.TokenType == JsonTokenType.StartArray:
                    error = ReadLooseImages(ref reader, index, loose);
                    var isFirst = previousEnd == insertAt;
                    var dropFrom = isFirst ? nameStart : previousEnd;
                    images = (new BodyRange(dropFrom, reader.End - dropFrom), isFirst);
                    break;
                default:
                    Pass(ref reader, name);
                    break;
            }

            if (error is not null)
            {
                return error;
            }

            previousEnd = reader.End;
        }

        if (role is null)
        {
            return Refuse($"messages[{index}].role", "The message has no \"role\" (system, user, assistant or tool).");
        }

        AppendLoose(loose, images?.Drop, content, contentIsArray, blocks, index, insertAt);
        return new ChatMessage(ParseRole(role), blocks);
    }

    private GatewayError? ReadContent(ref SkeletonReader reader, int message, List<ContentBlock> blocks)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                var text = BodyStrings.Text(ref reader);
                blocks.Add(new TextBlock(message, -1) { Range = new BodyRange(text.Range.Start - 1, text.Range.Length + 2), Text = text });
                _prompt.Add(blocks[^1]);
                return null;
            case JsonTokenType.StartArray:
                return ReadParts(ref reader, message, blocks);
            default:
                return Refuse($"messages[{message}].content", "\"content\" must be a string, an array of parts, or null.");
        }
    }

    private GatewayError? ReadParts(ref SkeletonReader reader, int message, List<ContentBlock> blocks)
    {
        var part = 0;
        while (reader.NextElement())
        {
            var outcome = ContentPartReader.Read(ref reader, json.Bytes, message, part++, out var fields);
            if (!outcome.TryGet(out var block, out var error))
            {
                return error;
            }

            _prompt.Add(block);
            blocks.Add(block is ImageBlock image ? Register(image, new ImagePartLayout(fields.Extras, fields.DetailValue)) : block);
        }

        return null;
    }

    private static GatewayError? ReadLooseImages(ref SkeletonReader reader, int message, List<PathString> loose)
    {
        while (reader.NextElement())
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                return Refuse($"messages[{message}].images[{loose.Count}]", "\"images\" holds strings: base64, data URLs or URLs.");
            }

            loose.Add(new PathString($"images[{loose.Count}]", BodyStrings.Image(ref reader)));
        }

        return null;
    }

    private void AppendLoose(
        List<PathString> loose,
        BodyRange? drop,
        BodyRange? content,
        bool contentIsArray,
        List<ContentBlock> blocks,
        int message,
        long insertAt)
    {
        if (drop is not { } range)
        {
            return;
        }

        _messageImages.Add(new MessageImagesLayout(message, range, content, contentIsArray, blocks.Count == 0, insertAt));
        foreach (var image in loose)
        {
            var block = new ImageBlock(message, -1) { Range = range, Source = image.Value, SourcePath = image.Path };
            blocks.Add(Register(block, new ImagePartLayout([], MessageImages: _messageImages.Count - 1)));
        }
    }

    /// <summary>Passes over a member that is no content.</summary>
    private void Pass(ref SkeletonReader reader, string name)
    {
        var start = reader.Start;
        var isNull = reader.TokenType == JsonTokenType.Null;
        var end = reader.Skip();
        if (!isNull)
        {
            _prompt.AddMember(name, start, end - start);
        }
    }

    private ImageBlock Register(ImageBlock image, ImagePartLayout layout)
    {
        var numbered = image with { Index = _images.Count };
        _images.Add(numbered);
        _imageParts.Add(layout);
        ImageBytes += image.Source.Range.Length;
        return numbered;
    }

    private static ChatRole ParseRole(string role) => role switch
    {
        "system" or "developer" => ChatRole.System,
        "user" => ChatRole.User,
        "assistant" => ChatRole.Assistant,
        "tool" or "function" => ChatRole.Tool,
        _ => ChatRole.Other,
    };

    private static GatewayError Refuse(string path, string text) => new(ErrorReason.InvalidRequest, text) { Param = path };
}
