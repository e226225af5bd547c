using System.Text;
using System.Text.Json;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Wire;

public sealed class BodyStringReaderTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("a/b\\c\"d")]
    [InlineData("line\nfeed\r\t\b\f")]
    [InlineData("grün ☃ 😀")]
    [InlineData("")]
    public void Read_AnyJsonEscape_GivesTheText(string text)
    {
        foreach (var json in new[] { JsonSerializer.Serialize(text), Everything(text) })
        {
            for (var shift = BlockPool.BlockSize - 40; shift <= BlockPool.BlockSize; shift++)
            {
                Read(new string(' ', shift), json[1..^1]).ShouldBe(text);
            }
        }
    }

    [Theory]
    [InlineData("\\ud800", "\uFFFD")]
    [InlineData("\\udc00x", "\uFFFDx")]
    [InlineData("\\ud83d\\u0041", "\uFFFDA")]
    [InlineData("\\x", "\\x")]
    [InlineData("\\u12", "\\u12")]
    [InlineData("\\", "\\")]
    public void Read_BrokenEscape_IsTotal(string raw, string expected) => Read(string.Empty, raw).ShouldBe(expected);

    private static string Everything(string text) => "\"" + string.Concat(text.Select(character => $"\\u{(int)character:x4}")) + "\"";

    private static string Read(string before, string raw)
    {
        using var body = RequestBody.Copy(new BlockPool(1), Encoding.UTF8.GetBytes(before + raw));
        Span<byte> scratch = stackalloc byte[BodyStringReader.ScratchLength];
        var reader = new BodyStringReader(body, before.Length, body.Length - before.Length, isEscaped: true, scratch);
        var text = new byte[200];
        return Encoding.UTF8.GetString(text, 0, reader.Fill(text));
    }
}
