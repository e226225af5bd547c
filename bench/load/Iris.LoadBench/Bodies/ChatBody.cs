using System.Buffers.Text;

namespace Iris.LoadBench.Bodies;

/// <summary>A chat completion request with one image, in the canonical <c>image_url</c> spelling.</summary>
internal static class ChatBody
{
    /// <summary>The model every target is asked for; Iris's configuration lists it at the sink.</summary>
    public const string Model = "sink-model";

    private static ReadOnlySpan<byte> Before =>
        """{"model":"sink-model","messages":[{"role":"user","content":[{"type":"text","text":"What is in this image?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,"""u8;

    private static ReadOnlySpan<byte> After => "\"}}]}],\"max_tokens\":300}"u8;

    /// <summary>Builds the body of a size.</summary>
    public static byte[] Create(BodySize size)
    {
        var image = NoisePng.Create((size.Bytes - Before.Length - After.Length) / 4 * 3);
        var body = new byte[Before.Length + Base64.GetMaxEncodedToUtf8Length(image.Length) + After.Length];
        Before.CopyTo(body);
        Base64.EncodeToUtf8(image, body.AsSpan(Before.Length), out _, out var written);
        After.CopyTo(body.AsSpan(Before.Length + written));
        return body.AsSpan(0, Before.Length + written + After.Length).ToArray();
    }
}
