using System.Buffers.Text;
using System.Text;

namespace Iris.LoadBench.Http;

/// <summary>Reads the head of a message: first line, <c>Content-Length</c>, <c>Transfer-Encoding</c>, <c>Connection</c>.</summary>
internal static class MessageHeadParser
{
    /// <summary>Parses a whole head, the empty line included.</summary>
    /// <exception cref="InvalidDataException">The first line or a length cannot be read.</exception>
    public static MessageHead Parse(ReadOnlySpan<byte> head)
    {
        var firstEnd = head.IndexOf("\r\n"u8);
        var first = head[..firstEnd];
        var status = first.StartsWith("HTTP/1."u8) ? ParseStatus(first) : 0;
        long? length = null;
        var (chunked, closes) = (false, first.StartsWith("HTTP/1.0"u8));
        var rest = head[(firstEnd + 2)..];
        while (rest.IndexOf("\r\n"u8) is > 0 and var end)
        {
            var colon = rest[..end].IndexOf((byte)':');
            var name = colon < 0 ? default : rest[..colon];
            var value = colon < 0 ? default : rest[(colon + 1)..end].Trim((byte)' ');
            if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
            {
                length = ParseLength(value);
            }
            else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
            {
                chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
            }
            else if (Ascii.EqualsIgnoreCase(name, "connection"u8))
            {
                closes = Ascii.EqualsIgnoreCase(value, "close"u8);
            }

            rest = rest[(end + 2)..];
        }

        return new MessageHead(status, first.StartsWith("POST "u8), length, chunked, closes);
    }

    private static int ParseStatus(ReadOnlySpan<byte> line) =>
        line.Length >= 12 && Utf8Parser.TryParse(line.Slice(9, 3), out int status, out var used) && used == 3
            ? status
            : throw new InvalidDataException("The status line cannot be read.");

    private static long ParseLength(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out long length, out var used) && used == value.Length
            ? length
            : throw new InvalidDataException("Content-Length cannot be read.");
}
