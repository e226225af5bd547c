namespace Iris.Core.Wire;

/// <summary>The form in which one image of the request goes to a provider. A closed set.</summary>
public abstract record OutgoingImage
{
    private protected OutgoingImage()
    {
    }
}

/// <summary>Bytes, to be written as base64.</summary>
/// <param name="Bytes">The image.</param>
/// <param name="MediaType">What the bytes really are, for instance <c>image/png</c>.</param>
/// <param name="AsReceived">True when the caller's own part already says exactly this and may go out untouched.</param>
public sealed record InlineImage(ByteSource Bytes, string MediaType, bool AsReceived) : OutgoingImage;

/// <summary>A URL that the provider fetches by itself.</summary>
/// <param name="Url">As the caller wrote it.</param>
/// <param name="AsReceived">True when the caller's own part already says exactly this and may go out untouched.</param>
public sealed record LinkedImage(string Url, bool AsReceived) : OutgoingImage;
