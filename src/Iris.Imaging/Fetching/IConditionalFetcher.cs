using Iris.Core.Model;

namespace Iris.Imaging.Fetching;

/// <summary>The guarded way to the network as the cache needs it: with validators, and with what the answer allows to be kept. Safe for concurrent use.</summary>
internal interface IConditionalFetcher
{
    /// <summary>Changes when the same URL may be answered or judged otherwise: what all requests say of themselves (an answer may depend on it, <c>Vary</c>), and the bound on bytes.</summary>
    string Variant { get; }

    /// <summary>Everything that the text of the URL tells.</summary>
    GatewayError? Check(string url);

    /// <summary>The text, then every address of the name; nothing is connected to.</summary>
    ValueTask<GatewayError?> CheckAddressAsync(string url, CancellationToken cancellationToken);

    /// <summary>Asks the origin, every rule as if for the first time.</summary>
    /// <param name="url">As the caller wrote it.</param>
    /// <param name="tenant">Whose key asks.</param>
    /// <param name="validators">Of what is kept already, or null.</param>
    /// <param name="cancellationToken">The caller's patience.</param>
    ValueTask<Outcome<FetchAnswer>> AskAsync(string url, KeyId tenant, Validators? validators, CancellationToken cancellationToken);
}
