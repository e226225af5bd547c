using System.Text.Json.Serialization;

namespace Iris.Commands;

/// <summary>What a command reads of <c>POST /v1/estimate</c>.</summary>
internal sealed record EstimateAnswer(IReadOnlyList<EstimatedModel>? Data);

/// <summary>What one model would make of the request.</summary>
internal sealed record EstimatedModel
{
    /// <summary>Its canonical name.</summary>
    public required string Model { get; init; }

    /// <summary><c>provider:upstream-model</c>, or null when there is none.</summary>
    public string? Endpoint { get; init; }

    /// <summary>False when it is not connected there; null says nothing of that.</summary>
    [JsonPropertyName("at_hand")]
    public bool? AtHand { get; init; }

    /// <summary>True when it takes the request.</summary>
    public bool Accepted { get; init; }

    /// <summary>Why not.</summary>
    public string? Reason { get; init; }

    /// <summary>One for each image.</summary>
    public IReadOnlyList<EstimatedImage>? Images { get; init; }

    /// <summary>Tokens of all images as sent.</summary>
    [JsonPropertyName("image_tokens")]
    public long ImageTokens { get; init; }

    /// <summary>Dollars as a decimal text, or null when no price is known.</summary>
    public string? Cost { get; init; }
}

/// <summary>What would be done to one image.</summary>
internal sealed record EstimatedImage
{
    /// <summary>As it is; null when only the provider will see it.</summary>
    public EstimatedSide? From { get; init; }

    /// <summary>As it would be sent.</summary>
    public EstimatedSide? To { get; init; }

    /// <summary>In the order of doing.</summary>
    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>What the original would cost.</summary>
    [JsonPropertyName("tokens_before")]
    public long TokensBefore { get; init; }

    /// <summary>True when a count is no certain one.</summary>
    public bool Estimated { get; init; }
}

/// <summary>An image before or after.</summary>
internal sealed record EstimatedSide(string? Format, int Width, int Height);
