namespace Iris.Core.Model;

/// <summary>How a provider measures an image against its byte limit.</summary>
public enum ByteMeasure
{
    /// <summary>The encoded file.</summary>
    Raw,

    /// <summary>Its base64 text: four characters for every three bytes begun.</summary>
    Base64,
}
