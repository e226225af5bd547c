using Iris.Core.Model;

namespace Iris.Core.Providers;

/// <summary>One configured provider: sends a request in the vendor's wire and reads the answer as events.</summary>
/// <remarks>Singleton; safe for concurrent use.</remarks>
public interface IProvider
{
    /// <summary>The configured name, for instance <c>openai</c> or <c>iris</c>.</summary>
    string Name { get; }

    /// <summary>Sends one attempt.</summary>
    /// <param name="call">What to send; its body and images stay valid until the sequence ends.</param>
    /// <param name="cancellationToken">Cancelled when the caller leaves or the attempt's time is up.</param>
    /// <returns>Events in order. A failure is the event <see cref="AnswerFailed"/>, never an exception, except for cancellation.</returns>
    IAsyncEnumerable<ChatEvent> AnswerAsync(ProviderCall call, CancellationToken cancellationToken);
}
