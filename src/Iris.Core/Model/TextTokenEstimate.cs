namespace Iris.Core.Model;

/// <summary>Tokens of text, without a tokenizer: the one rule of the house. Whatever uses it marks its number as estimated.</summary>
public static class TextTokenEstimate
{
    private const int BytesPerToken = 3;
    private const int PerMessage = 4;

    /// <summary>The likely number: a third of the UTF-8 bytes, rounded up, and four for every message.</summary>
    /// <param name="utf8Bytes">Bytes of the text; never those of images.</param>
    /// <param name="messages">Messages of the conversation; 0 for an answer.</param>
    public static long Of(long utf8Bytes, int messages = 0) => ((utf8Bytes + BytesPerToken - 1) / BytesPerToken) + ((long)messages * PerMessage);

    /// <summary>More than any tokenizer makes of it: one token a byte, and four for every message. What a reservation holds.</summary>
    public static long Bound(long utf8Bytes, int messages = 0) => utf8Bytes + ((long)messages * PerMessage);
}
