namespace Iris.Configuration;

/// <summary>What happens to an image that the caller names by URL.</summary>
internal enum RemoteImages
{
    /// <summary>Iris fetches it and sends its bytes.</summary>
    Inline,

    /// <summary>A provider that fetches by itself gets the URL.</summary>
    Pass,
}
