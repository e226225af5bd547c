namespace Iris.Core.Model;

/// <summary>What follows from an error's reason.</summary>
/// <param name="Reason">The fine code, <c>metadata.reason</c>.</param>
/// <param name="Kind">Who failed, and when.</param>
/// <param name="Status">HTTP status, and <c>error.code</c>.</param>
/// <param name="ErrorType">The word of <c>metadata.error_type</c>.</param>
/// <param name="Type">OpenAI's <c>error.type</c>.</param>
/// <param name="Breaker">How an upstream's failure counts against its endpoint.</param>
/// <param name="MayFallBack">True when another endpoint could cure it.</param>
/// <param name="Meaning">One sentence for <c>docs/errors.md</c>.</param>
public sealed record ErrorRow(
    string Reason,
    ErrorKind Kind,
    int Status,
    string ErrorType,
    string Type,
    BreakerEffect Breaker,
    bool MayFallBack,
    string Meaning)
{
    /// <summary>False: the answer says <c>x-should-retry: false</c>, because repeating the request cannot help.</summary>
    public bool ShouldRetry => Status is 408 or 429 or 500 or 502 or 503 or 504 && Breaker is not BreakerEffect.Park;
}
