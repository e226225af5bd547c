namespace Iris.Core.Images;

/// <summary>What happens to image URLs (<c>images.remote</c>, <c>providers.&lt;name&gt;.remote_images</c>).</summary>
public enum RemoteImages
{
    /// <summary>Iris downloads the image and sends its bytes on.</summary>
    Inline,

    /// <summary>The URL is handed on to a provider that downloads by itself, once its name and addresses were judged.</summary>
    Pass,
}
