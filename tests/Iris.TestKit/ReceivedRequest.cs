using System.Text;
using System.Text.Json.Nodes;

namespace Iris.TestKit;

/// <summary>A request as an upstream received it.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its body.</param>
public sealed record ReceivedRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The URLs of all <c>image_url</c> parts, in order.</summary>
    public IReadOnlyList<string> ImageUrls =>
    [
        .. Json["messages"]!.AsArray()
            .Select(message => message!["content"] as JsonArray)
            .OfType<JsonArray>()
            .SelectMany(parts => parts)
            .Where(part => part?["type"]?.GetValue<string>() == "image_url")
            .Select(part => part!["image_url"]!["url"]!.GetValue<string>()),
    ];

    /// <summary>The bytes and declared type of the image part at an index.</summary>
    public (string MediaType, byte[] Bytes) Image(int index)
    {
        var url = ImageUrls[index];
        var comma = url.IndexOf(',', StringComparison.Ordinal);
        return (url["data:".Length..comma].Replace(";base64", "", StringComparison.Ordinal), Convert.FromBase64String(url[(comma + 1)..]));
    }
}
