using System.Text;
using Iris.Core.Model;

namespace Iris.Core.Tests.Dialects;

public sealed class PromptBytesTests
{
    private static readonly string Base64 = Convert.ToBase64String(Noise(1_000_000));

    public static TheoryData<string, string> PartsThatAreNoText => new()
    {
        { $$$"""{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{Base64}}}"}}""", "data URL" },
        { $$$"""{"type":"image_url","image_url":{"url":"{{{Base64}}}","detail":"high"},"cache_control":{"type":"ephemeral"}}""", "bare base64" },
        { $$$"""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{{Base64}}}"}}""", "Anthropic's form" },
        { $$$"""{"type":"image_url","image_url":{"url":"data:image\/png;base64,{{{Base64.Replace("/", "\\/", StringComparison.Ordinal)}}}"}}""", "escaped slashes" },
        { $$$"""{"type":"input_audio","input_audio":{"data":"{{{Base64}}}","format":"wav"}}""", "sound" },
        { $$$"""{"type":"file","file":{"file_data":"data:application/pdf;base64,{{{Base64}}}","filename":"a.pdf"}}""", "a document" },
        { $$$"""{"type":"video_url","video_url":{"url":"data:video/mp4;base64,{{{Base64}}}"}}""", "a film" },
    };

    /// <summary>633 912 tokens for 1 049 (G1), 17.6 times too many for a tool's picture (G4): both came of counting base64 as text.</summary>
    [Theory]
    [MemberData(nameof(PartsThatAreNoText))]
    public void PromptBytes_G1_G4_Base64OfAnyPart_IsNoText(string part, string what)
    {
        foreach (var role in (string[])["user", "assistant", "tool"])
        {
            var (json, outcome) = ChatRequests.ReadPart(part, role);
            json.Bytes.Length.ShouldBeGreaterThan(1_300_000);
            outcome.Value.PromptBytes.ShouldBe("hi".Length, what);
            TextTokenEstimate.Of(outcome.Value.PromptBytes, outcome.Value.Messages.Count).ShouldBe(5);
            json.Dispose();
        }
    }

    [Fact]
    public void PromptBytes_G4_MessageLevelImages_AreNoText()
    {
        var (json, outcome) = ChatRequests.Read($$"""{"messages":[{"role":"user","content":"what?","images":["{{Base64}}"]}]}""");
        outcome.Value.PromptBytes.ShouldBe(5);
        json.Dispose();
    }

    [Theory]
    [InlineData("plain", 5)]
    [InlineData("äöü€😀", 13)]
    [InlineData(@"a\n\t\""\\\/", 6)]
    [InlineData(@"\u0041", 1)]
    [InlineData(@"\u00e4", 2)]
    [InlineData(@"\u20ac", 3)]
    [InlineData(@"\ud83d\ude00", 4)]
    [InlineData(@"x\ud83d\ude00y\u00E4", 8)]
    [InlineData(@"\ud83d", 3)]
    [InlineData(@"\ud83d\u0041", 4)]
    [InlineData("", 0)]
    public void PromptBytes_Text_CountsAsItIsRead(string text, int bytes)
    {
        foreach (var request in (string[])[
            $$"""{"messages":[{"role":"user","content":"{{text}}"}]}""",
            $$$"""{"messages":[{"role":"user","content":[{"type":"text","text":"{{{text}}}","cache_control":{"type":"ephemeral"}}]}]}""",
            $$"""{"messages":[{"role":"user","content":["{{text}}"]}]}"""])
        {
            var (json, outcome) = ChatRequests.Read(request);
            outcome.Value.PromptBytes.ShouldBe(bytes, request);
            json.Dispose();
        }
    }

    /// <summary>Long texts lie in blocks of 256 KiB: an escape may be cut by a border at any place.</summary>
    [Fact]
    public void PromptBytes_LongEscapedText_CountsAcrossBlocks()
    {
        var random = new Random(11);
        string[] pieces = [@"\n", @"\""", @"\u00e4", @"\u20ac", @"\ud83d\ude00", "ä", "a line of plain words ", "€"];
        for (var shift = 0; shift < 13; shift++)
        {
            var text = new StringBuilder(new string('x', shift));
            while (text.Length < 600_000)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }

            var (json, outcome) = ChatRequests.Read($$"""{"messages":[{"role":"user","content":"{{text}}"}]}""");
            var read = System.Text.Json.JsonSerializer.Deserialize<string>($"\"{text}\"")!;
            outcome.Value.PromptBytes.ShouldBe(Encoding.UTF8.GetByteCount(read));
            json.Dispose();
        }
    }

    [Fact]
    public void PromptBytes_ToolsAndSchemas_AreReadByTheModel()
    {
        const string Tools = """[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}]""";
        const string Schema = """{"type":"json_schema","json_schema":{"name":"a"}}""";
        const string Calls = """[{"id":"c1","type":"function","function":{"name":"look","arguments":"{\"x\":1}"}}]""";
        var (json, outcome) = ChatRequests.Read($$$"""
            {"tools":{{{Tools}}},"response_format":{{{Schema}}},"functions":null,"temperature":0.5,"metadata":{"a":"bbbbbbbbbbb"},
             "messages":[{"role":"assistant","content":null,"tool_calls":{{{Calls}}},"name":null,"audio":{"id":"aaaa"}},
                         {"role":"tool","tool_call_id":"c1","content":"ok"}]}
            """);
        outcome.Value.PromptBytes.ShouldBe(Tools.Length + Schema.Length + Calls.Length + "ok".Length);
        json.Dispose();
    }

    [Fact]
    public void PromptBytes_MembersWithDataInThem_CountTheirWordsOnly()
    {
        var (json, outcome) = ChatRequests.Read($$"""{"messages":[{"role":"assistant","content":"","reasoning_details":[{"text":"because","data":"{{Base64}}"}],"annotations":[{"file":"{{Base64}}"}]}]}""");
        outcome.Value.PromptBytes.ShouldBe("""[{"text":"because","data":""}]""".Length);
        json.Dispose();
    }

    [Fact]
    public void PromptBytes_PartOfAnUnknownType_CountsItsProse()
    {
        var prose = string.Join(' ', Enumerable.Repeat("word", 1000));
        var part = $$"""{"type":"thinking","thinking":"{{prose}}"}""";
        var (json, outcome) = ChatRequests.ReadPart(part);
        outcome.Value.PromptBytes.ShouldBe(part.Length + 2);
        json.Dispose();
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
