namespace Iris.Core.Model;

/// <summary>A failure as data. <see cref="ErrorTable"/> maps its <see cref="Reason"/> to a status once, each dialect renders it.</summary>
/// <param name="Reason">One of <see cref="ErrorReason"/>.</param>
/// <param name="Message">For the caller: what is wrong and what to do next. Holds no secret, no address, no image content.</param>
public sealed record GatewayError(string Reason, string Message)
{
    /// <summary>The path of the offending part, for instance <c>messages[0].content[1].image_url.url</c>, or null.</summary>
    public string? Param { get; init; }

    /// <summary>The provider that refused, when one did.</summary>
    public string? ProviderName { get; init; }

    /// <summary>What the provider said, scrubbed of secrets and cut to 2 000 characters, or null.</summary>
    public string? Raw { get; init; }

    /// <summary>Seconds after which the same request may succeed, or null when unknown.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>For a text-only model that was sent an image: the vision models at hand.</summary>
    public IReadOnlyList<string>? VisionModels { get; init; }

    /// <summary>There is no room for the bytes of this request now.</summary>
    public static GatewayError Overloaded { get; } = new(ErrorReason.GatewayOverloaded, "Too many large requests are under way. Try again in a moment.") { RetryAfterSeconds = 1 };

    /// <summary>The row of the one table.</summary>
    public ErrorRow Row => ErrorTable.For(Reason);
}
