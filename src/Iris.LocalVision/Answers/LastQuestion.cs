using System.Globalization;
using System.Text;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.LocalVision.Answers;

/// <summary>The text of the last user message, out of the request's bytes.</summary>
internal static class LastQuestion
{
    /// <summary>No more of it is read.</summary>
    public const int MostBytes = 4096;

    /// <summary>Reads; empty when the user wrote nothing.</summary>
    public static string Read(ChatRequest request, RequestBody body)
    {
        var message = request.Messages.LastOrDefault(m => m.Role == ChatRole.User);
        if (message is null)
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        var left = MostBytes;
        foreach (var block in message.Blocks.OfType<TextBlock>())
        {
            var length = (int)Math.Min(left, block.Text.Range.Length);
            text.Append(text.Length == 0 ? string.Empty : "\n").Append(Decode(body.ToArray(block.Text.Range.Start, length), block.Text.IsEscaped));
            left -= length;
        }

        return text.ToString();
    }

    // The text is only searched for words: a character cut off at the limit, or half a surrogate pair, does no harm.
    private static string Decode(byte[] content, bool isEscaped)
    {
        var text = Encoding.UTF8.GetString(content);
        return isEscaped ? Unescape(text) : text;
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || ++i == text.Length)
            {
                plain.Append(i < text.Length ? text[i] : ' ');
            }
            else if (text[i] == 'u')
            {
                plain.Append(Unit(text.AsSpan(i + 1)));
                i += 4;
            }
            else
            {
                plain.Append(text[i] is 'n' or 'r' or 't' or 'b' or 'f' ? ' ' : text[i]);
            }
        }

        return plain.ToString();
    }

    private static char Unit(ReadOnlySpan<char> rest) =>
        rest.Length >= 4 && ushort.TryParse(rest[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : ' ';
}
