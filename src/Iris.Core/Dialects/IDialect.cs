using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Dialects;

/// <summary>A public wire protocol as callers speak it. Singleton, without state.</summary>
public interface IDialect
{
    /// <summary>Its name in logs, metrics and configuration, for instance <c>chat-completions</c>.</summary>
    string Name { get; }

    /// <summary>Reads a request from a complete, checked body.</summary>
    Outcome<ChatRequest> ReadRequest(JsonBody body);

    /// <summary>Starts the answer to one request.</summary>
    IAnswerWriter CreateAnswerWriter(AnswerHead head, bool stream);

    /// <summary>Writes an error as a whole JSON body.</summary>
    void WriteError(GatewayError error, System.Buffers.IBufferWriter<byte> output);
}
