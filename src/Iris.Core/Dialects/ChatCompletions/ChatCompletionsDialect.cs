using System.Buffers;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>OpenAI's Chat Completions as OpenAI, OpenRouter and the other services document it; errors in the hybrid form that all their SDKs read.</summary>
public sealed class ChatCompletionsDialect : IDialect
{
    /// <summary>The dialect's name.</summary>
    public const string DialectName = "chat-completions";

    /// <inheritdoc/>
    public string Name => DialectName;

    /// <inheritdoc/>
    public Outcome<ChatRequest> ReadRequest(JsonBody body) => ChatCompletionsRequestReader.Read(body);

    /// <inheritdoc/>
    public IAnswerWriter CreateAnswerWriter(AnswerHead head, bool stream)
        => stream ? new ChatCompletionsStreamWriter(head) : new ChatCompletionsWholeWriter(head);

    /// <inheritdoc/>
    public void WriteError(GatewayError error, IBufferWriter<byte> output) => ChatCompletionsErrorWriter.Write(error, output);
}
