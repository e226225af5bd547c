using System.Text.Json;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Reads a chat completion request. Images and texts stay slices of the body.</summary>
internal static class ChatCompletionsRequestReader
{
    private const int MostChoices = 128;
    private const int MostModels = 256;

    /// <summary>Reads a complete body that was checked as a whole.</summary>
    public static Outcome<ChatRequest> Read(JsonBody json)
    {
        var reader = new SkeletonReader(json);
        var fields = new RequestFields();
        var messages = new MessageReader(json);
        while (reader.NextMember(out var name, out var nameStart))
        {
            var valueStart = reader.Start;
            if (Take(ref reader, name, fields, messages) is { } error)
            {
                return error;
            }

            fields.Members.Add(new TopLevelMember(name, new BodyRange(nameStart, reader.End - nameStart), new BodyRange(valueStart, reader.End - valueStart)));
        }

        if (fields.Messages is null)
        {
            return Refuse("messages", "\"messages\" is missing: send the conversation as an array of messages.");
        }

        return new ChatRequest
        {
            Dialect = ChatCompletionsDialect.DialectName,
            Model = fields.Model,
            FallbackModels = fields.FallbackModels,
            Stream = fields.Stream,
            MaxTokens = fields.MaxCompletionTokens ?? fields.MaxTokens,
            LongestAnswer = fields.LongestAnswer,
            Choices = fields.Choices ?? 1,
            Messages = fields.Messages,
            Images = messages.Images,
            Layout = new ChatCompletionsLayout(fields.Members, messages.ImageParts, messages.MessageImages),
            TextBytes = json.Bytes.Length - messages.ImageBytes,
            PromptBytes = messages.PromptBytes + fields.DeclaredBytes,
            ImagePreferences = fields.Iris.Images,
            WantsReport = fields.Iris.Report,
        };
    }

    private static GatewayError? Take(ref SkeletonReader reader, string name, RequestFields fields, MessageReader messages)
    {
        switch (name)
        {
            case "model":
                return TakeModel(ref reader, fields);
            case "models":
                return TakeModels(ref reader, fields);
            case "stream":
                return TakeStream(ref reader, fields);
            case "max_tokens":
                return TakeCount(ref reader, name, int.MaxValue, out fields.MaxTokens);
            case "max_completion_tokens":
                return TakeCount(ref reader, name, int.MaxValue, out fields.MaxCompletionTokens);
            case "n":
                return TakeCount(ref reader, name, MostChoices, out fields.Choices);
            case "tools" or "functions" or "response_format":
                TakeDeclaration(ref reader, fields);
                return null;
            case "iris":
                var iris = IrisMemberReader.Read(ref reader);
                fields.Iris = iris.Succeeded ? iris.Value : IrisMember.None;
                return iris.Error;
            case "messages":
                return TakeMessages(ref reader, fields, messages);
            default:
                reader.Skip();
                return null;
        }
    }

    private static GatewayError? TakeMessages(ref SkeletonReader reader, RequestFields fields, MessageReader messages)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Refuse("messages", "\"messages\" must be an array.");
        }

        var outcome = messages.ReadAll(ref reader);
        fields.Messages = outcome.Succeeded ? outcome.Value : null;
        return outcome.Error;
    }

    /// <summary>Providers put tools and schemas before the model as text.</summary>
    private static void TakeDeclaration(ref SkeletonReader reader, RequestFields fields)
    {
        var start = reader.Start;
        var isNull = reader.TokenType == JsonTokenType.Null;
        var end = reader.Skip();
        fields.DeclaredBytes += isNull ? 0 : end - start;
    }

    private static GatewayError? TakeModel(ref SkeletonReader reader, RequestFields fields)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        fields.Model = reader.TokenType == JsonTokenType.String ? reader.ShortString() : null;
        return fields.Model is null ? Refuse("model", "\"model\" must be a string of at most 512 characters.") : null;
    }

    private static GatewayError? TakeModels(ref SkeletonReader reader, RequestFields fields)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Refuse("models", "\"models\" must be an array of model names.");
        }

        var names = new List<string>();
        while (reader.NextElement())
        {
            if (reader.TokenType != JsonTokenType.String || reader.ShortString() is not { } model)
            {
                return Refuse($"models[{names.Count}]", "\"models\" must be an array of model names.");
            }

            if (names.Count == MostModels)
            {
                return Refuse("models", $"\"models\" may have at most {MostModels} names.");
            }

            names.Add(model);
        }

        fields.FallbackModels = names;
        return null;
    }

    private static GatewayError? TakeStream(ref SkeletonReader reader, RequestFields fields)
    {
        fields.Stream = reader.TokenType == JsonTokenType.True;
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null
            ? null
            : Refuse("stream", "\"stream\" must be true or false.");
    }

    private static GatewayError? TakeCount(ref SkeletonReader reader, string name, int most, out int? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (!reader.TryGetInt64(out var number) || number < 1 || number > most)
        {
            reader.Skip();
            return Refuse(name, $"\"{name}\" must be a whole number from 1 to {most}.");
        }

        value = (int)number;
        return null;
    }

    private static GatewayError Refuse(string path, string text) => new(ErrorReason.InvalidRequest, text) { Param = path };

    private sealed class RequestFields
    {
        public int? MaxTokens;
        public int? MaxCompletionTokens;
        public int? Choices;

        /// <summary>The larger of both fields: which of them a provider heeds is its own affair.</summary>
        public int? LongestAnswer => MaxTokens is { } old && MaxCompletionTokens is { } now ? Math.Max(old, now) : MaxCompletionTokens ?? MaxTokens;

        public List<TopLevelMember> Members { get; } = [];

        public string? Model { get; set; }

        public IReadOnlyList<string> FallbackModels { get; set; } = [];

        public bool Stream { get; set; }

        public IrisMember Iris { get; set; } = IrisMember.None;

        public long DeclaredBytes { get; set; }

        public IReadOnlyList<ChatMessage>? Messages { get; set; }
    }
}
