using System.Text;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Wire;

public sealed class JsonBodyTests
{
    private static readonly BlockPool Pool = new(8 * 1024 * 1024);

    [Theory]
    [InlineData("""{"a":1}""", JsonFault.None)]
    [InlineData("""{"a":"x\"y","b":{"a":[1,2,{"a":null}]}}""", JsonFault.None)]
    [InlineData("""{"a":[{"x":1},{"x":2}],"b":{"x":3}}""", JsonFault.None)]
    [InlineData("""{"a":1,"a":2}""", JsonFault.DuplicateKey)]
    [InlineData("""{"b":{"model":1,"mod\u0065l":2}}""", JsonFault.DuplicateKey)]
    [InlineData("", JsonFault.Malformed)]
    [InlineData("[]", JsonFault.Malformed)]
    [InlineData("null", JsonFault.Malformed)]
    [InlineData("""{"a":1""", JsonFault.Malformed)]
    [InlineData("""{"a":"x""", JsonFault.Malformed)]
    [InlineData("""{"a":"\x"}""", JsonFault.Malformed)]
    [InlineData("""{"a":1} {"b":2}""", JsonFault.Malformed)]
    [InlineData("""{"a":1,}""", JsonFault.Malformed)]
    [InlineData("""{"a":NaN}""", JsonFault.Malformed)]
    [InlineData("""{'a':1}""", JsonFault.Malformed)]
    public void Complete_Text_NamesTheFault(string json, JsonFault expected)
    {
        using var body = Read(Encoding.UTF8.GetBytes(json), 3);
        body.Complete().ShouldBe(expected);
    }

    [Fact]
    public void Complete_SixtyFourLevels_Pass_AndSixtyFiveDoNot()
    {
        using var deepest = Read(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 63) + new string(']', 63) + "}"), 7);
        deepest.Complete().ShouldBe(JsonFault.None);

        using var tooDeep = Read(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 64) + new string(']', 64) + "}"), 7);
        tooDeep.Complete().ShouldBe(JsonFault.TooDeep);
    }

    [Fact]
    public void Complete_HundredThousandNestedArrays_IsTooDeep()
    {
        using var body = Read(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 100_000)), 4096);
        body.Complete().ShouldBe(JsonFault.TooDeep);
    }

    [Fact]
    public void Complete_MillionMembers_IsTooDeep()
    {
        var json = "{" + string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"\"k{i}\":0")) + "}";
        using var body = Read(Encoding.UTF8.GetBytes(json), 64 * 1024);
        body.Complete().ShouldBe(JsonFault.TooDeep);
    }

    [Fact]
    public void Complete_DuplicateAmongManyMembers_IsFound()
    {
        var members = Enumerable.Range(0, 5_000).Select(i => $"\"k{i}\":0").Append("\"k4711\":1");
        using var body = Read(Encoding.UTF8.GetBytes("{\"x\":{" + string.Join(',', members) + "}}"), 999);
        body.Complete().ShouldBe(JsonFault.DuplicateKey);
    }

    [Fact]
    public void Complete_ManyMembersInSiblings_AreNoDuplicates()
    {
        var inner = "{" + string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"k{i}\":0")) + "}";
        using var body = Read(Encoding.UTF8.GetBytes($"{{\"a\":[{inner},{inner},{inner}]}}"), 999);
        body.Complete().ShouldBe(JsonFault.None);
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public void Complete_BrokenUtf8_IsFoundInShortAndLongStrings(byte[] broken)
    {
        foreach (var filler in (int[])[0, 10, JsonBody.LongStringThreshold, 5_000])
        {
            byte[] json = [.. "{\"a\":\""u8, .. Encoding.ASCII.GetBytes(new string('x', filler)), .. broken, .. "\"}"u8];
            for (var step = 1; step < 5; step++)
            {
                using var body = Read(json, step);
                body.Complete().ShouldBe(JsonFault.NotUtf8, $"filler {filler}, step {step}");
            }
        }
    }

    [Fact]
    public void Complete_ControlCharacterInLongString_IsMalformed()
    {
        using var body = Read(Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 5_000) + "\n\"}"), 100);
        body.Complete().ShouldBe(JsonFault.Malformed);
    }

    [Theory]
    [InlineData("\\q")]
    [InlineData("\\u12G4")]
    public void Complete_BadEscapeInLongString_IsMalformed(string escape)
    {
        foreach (var step in (int[])[1, 2, 1000])
        {
            using var body = Read(Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 5_000) + escape + "\"}"), step);
            body.Complete().ShouldBe(JsonFault.Malformed);
        }
    }

    [Fact]
    public void LongStrings_AnySplit_AreTheSame()
    {
        var image = new string('A', 3_000) + "==";
        var prose = string.Concat(Enumerable.Repeat("Ein schöner Tag – mit 漢字 und 🖼 und \\\"Zitaten\\\" und \\u00e4. ", 100));
        var json = Encoding.UTF8.GetBytes($$"""{"model":"m","messages":[{"a":"data:image/png;base64,{{image}}"},{"b":"{{prose}}"},{"c":"short"}],"z":1}""");
        using var whole = Read(json, json.Length);
        whole.Complete().ShouldBe(JsonFault.None);
        whole.LongStrings.Count.ShouldBe(2);
        whole.Skeleton.Length.ShouldBeLessThan(120);
        var random = new Random(4711);
        for (var round = 0; round < 300; round++)
        {
            using var split = ReadRandomly(json, random);
            split.Complete().ShouldBe(JsonFault.None);
            split.LongStrings.ShouldBe(whole.LongStrings);
            split.Skeleton.SequenceEqual(whole.Skeleton).ShouldBeTrue();
        }
    }

    [Fact]
    public void LongStrings_RoundTrip_PointAtTheirContent()
    {
        var first = new string('A', 2_000);
        var second = new string('B', 400_000);
        var json = Encoding.UTF8.GetBytes($$"""{"x":"{{first}}","y":["{{second}}","s"]}""");
        using var body = Read(json, 77_777);
        body.Complete().ShouldBe(JsonFault.None);
        Text(body, body.LongStrings[0]).ShouldBe(first);
        Text(body, body.LongStrings[1]).ShouldBe(second);
        body.LongStrings[1].Base64From.ShouldBe(0);
    }

    [Theory]
    [InlineData("data:image/png;base64,", "AAAA", 22)]
    [InlineData("data:image/png;base64,", "AAA=", 22)]
    [InlineData("data:image/png;base64,", "AA==", 22)]
    [InlineData("data:image/jpeg;charset=utf-8;base64,", "AA==", 37)]
    [InlineData("data:image/jpeg;charset=utf-8;base64,", "AAAA", 37)]
    [InlineData("", "AAAA", 0)]
    [InlineData("data:image/png;base64,", "A=AA", -2)]
    [InlineData("data:image/png;base64,", "A===", -1)]
    [InlineData("data:image/png;base64,", "AA\\n", -1)]
    [InlineData("data:image/png;base64,", "\\/AA", -1)]
    [InlineData("data:image/png;base64,", "A_AA", -2)]
    public void LongStrings_Base64_TellWhereTheCleanPartBegins(string prefix, string tail, long expected)
    {
        var content = prefix + new string('Q', 4_000) + tail;
        foreach (var step in (int[])[1, 5, 1_021, 100_000])
        {
            using var body = Read(Encoding.UTF8.GetBytes($$"""{"a":"{{content}}"}"""), step);
            body.Complete().ShouldBe(JsonFault.None);
            var found = body.LongStrings[0].Base64From;

            // -2: something breaks the run near its end, so the clean part, if any is claimed, begins behind it.
            if (expected == -2)
            {
                (found < 0 || found > prefix.Length + 4_000).ShouldBeTrue($"step {step}: {found}");
            }
            else
            {
                found.ShouldBe(expected, $"step {step}");
            }
        }
    }

    [Fact]
    public void ToBody_EveryOffset_MapsToTheSameByte()
    {
        var json = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('A', 1_500)}}","b":[1,"{{new string('B', 1_300)}}"],"c":"x"}""");
        using var body = Read(json, 64);
        body.Complete().ShouldBe(JsonFault.None);
        for (var offset = 0; offset < body.Skeleton.Length; offset++)
        {
            json[body.ToBody(offset)].ShouldBe(body.Skeleton[offset]);
        }
    }

    [Fact]
    public void RandomBytes_NeverThrow()
    {
        var random = new Random(7);
        var alphabet = "{}[]\",:\\u0041abc \n\u0001é=/+-1e9tfn"u8.ToArray();
        for (var round = 0; round < 5_000; round++)
        {
            var json = new byte[random.Next(1, 200)];
            for (var i = 0; i < json.Length; i++)
            {
                json[i] = alphabet[random.Next(alphabet.Length)];
            }

            using var body = ReadRandomly(json, random);
            Should.NotThrow(() => body.Complete());
        }
    }

    private static string Text(JsonBody body, LongString found) => Encoding.UTF8.GetString(body.Bytes.ToArray(found.BodyStart, found.Length));

    private static JsonBody Read(byte[] json, int step)
    {
        var body = new JsonBody(Pool, json.Length);
        for (var at = 0; at < json.Length; at += step)
        {
            body.Append(json.AsSpan(at, Math.Min(step, json.Length - at)));
        }

        return body;
    }

    private static JsonBody ReadRandomly(byte[] json, Random random)
    {
        var body = new JsonBody(Pool, null);
        for (var at = 0; at < json.Length;)
        {
            var step = Math.Min(random.Next(1, 400), json.Length - at);
            body.Append(json.AsSpan(at, step));
            at += step;
        }

        return body;
    }
}
