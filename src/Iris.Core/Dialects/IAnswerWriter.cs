using System.Buffers;
using Iris.Core.Model;

namespace Iris.Core.Dialects;

/// <summary>Writes the events of one answer in the caller's wire. One request, one thread.</summary>
public interface IAnswerWriter
{
    /// <summary><c>application/json</c> or <c>text/event-stream</c>.</summary>
    string ContentType { get; }

    /// <summary>Bytes of answer text that went through, for counting where a provider does not.</summary>
    long TextBytes { get; }

    /// <summary>Writes one event. <see cref="UsageReported"/> and <see cref="AnswerFailed"/> are not for this method.</summary>
    /// <returns>False when a provider's chunk is no chat completion: nothing was written then.</returns>
    bool Write(ChatEvent chatEvent, IBufferWriter<byte> output);

    /// <summary>Writes a line that only keeps a stream's connection alive.</summary>
    void WriteKeepAlive(IBufferWriter<byte> output);

    /// <summary>Ends a complete answer with its usage.</summary>
    /// <param name="usage">Tokens and their price.</param>
    /// <param name="output">Takes the end, or the whole of an answer that is not streamed.</param>
    /// <param name="report">What was done to each image, or null when the caller did not ask.</param>
    void Complete(AnswerUsage usage, IBufferWriter<byte> output, IReadOnlyList<ImageReport>? report);

    /// <summary>Ends a stream that broke after its first event.</summary>
    void Fail(GatewayError error, IBufferWriter<byte> output);
}
