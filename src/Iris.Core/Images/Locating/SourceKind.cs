namespace Iris.Core.Images.Locating;

/// <summary>What an image's string turned out to be.</summary>
internal enum SourceKind
{
    /// <summary>Nothing but white space.</summary>
    Empty,

    /// <summary>An http or https URL.</summary>
    Remote,

    /// <summary>A data URL with base64.</summary>
    Base64Data,

    /// <summary>A data URL without a base64 marker: percent-encoded bytes.</summary>
    PlainData,

    /// <summary>No scheme: raw base64, or nothing that makes sense.</summary>
    Bare,

    /// <summary>Refused; the error says why.</summary>
    Refused,
}
