using System.Buffers;
using System.Text;
using System.Text.Json;
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

    private static string Decode(byte[] content, bool isEscaped)
    {
        var whole = content.AsSpan(0, WholeLength(content, isEscaped));
        return isEscaped ? Unescape(whole) : Encoding.UTF8.GetString(whole);
    }

    // The cut at the limit may fall into a character or into an escape; both are left out.
    private static int WholeLength(ReadOnlySpan<byte> content, bool isEscaped)
    {
        var end = content.Length;
        var start = Math.Max(0, end - 4);
        for (var i = end - 1; i >= start; i--)
        {
            if ((content[i] & 0xc0) != 0x80)
            {
                var status = Rune.DecodeFromUtf8(content[i..], out _, out _);
                end = status == OperationStatus.NeedMoreData ? i : end;
                break;
            }
        }

        return isEscaped ? BeforeOpenEscape(content[..end]) : end;
    }

    private static int BeforeOpenEscape(ReadOnlySpan<byte> content)
    {
        var i = 0;
        while (i < content.Length)
        {
            var length = content[i] != '\\' ? 1 : i + 1 < content.Length && content[i + 1] == 'u' ? 6 : 2;
            if (i + length > content.Length)
            {
                return i;
            }

            i += length;
        }

        return i;
    }

    private static string Unescape(ReadOnlySpan<byte> content)
    {
        var quoted = new byte[content.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        content.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        var text = new char[content.Length];
        return new string(text, 0, reader.CopyString(text));
    }
}
