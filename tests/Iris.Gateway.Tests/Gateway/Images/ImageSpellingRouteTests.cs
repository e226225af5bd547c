using System.Text;
using System.Text.Json.Nodes;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Images;

/// <summary>
/// Every spelling of wire-level facts 5.1 to 5.3, sent to a gateway on user, assistant and tool messages: upstream it is the canonical part with the
/// type that the bytes have, and the picture is the same to the byte.
/// </summary>
public sealed class ImageSpellingRouteTests
{
    private static readonly string[] Roles = ["user", "assistant", "tool"];

    /// <summary>Parts with words in braces that stand for the picture's base64 in some form.</summary>
    public static TheoryData<string> Parts =>
    [
        // 5.1: mainstream clients.
        """{"type":"image_url","image_url":{"url":"{data}"}}""",
        """{"type":"image_url","image_url":"{data}"}""",
        """{"type":"image_url","image_url":{"url":"{raw}"}}""",
        """{"type":"image_url","image_url":"{raw}"}""",
        """{"type":"input_image","image_url":"{data}"}""",
        """{"type":"input_image","image_url":{"url":"{data}"},"detail":"auto"}""",
        """{"type":"image","data":"{raw}","mimeType":"image/png"}""",
        """{"type":"image","url":"{data}"}""",
        """{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{raw}"}}""",
        """{"type":"image","source":{"type":"url","url":"{data}"}}""",
        """{"type":"file","file":{"file_data":"{data}","filename":"image-1.png"}}""",
        """{"type":"image_url","image_url":{"url":"{data}"},"cache_control":{"type":"ephemeral"}}""",

        // 5.2: documented or observed elsewhere.
        """{"type":"image","image":"{raw}"}""",
        """{"type":"image","image":"{data}"}""",
        """{"type":"image","image":"data:image;base64,{raw}"}""",
        """{"type":"image","data":"{raw}","mime_type":"image/png"}""",
        """{"type":"image","data":"{raw}","media_type":"image/jpeg"}""",
        """{"type":"image_url","imageUrl":{"url":"{data}"}}""",
        """{"type":"image_url","imageUrl":"{data}"}""",
        """{"image_url":"{data}"}""",
        """{"image_url":{"url":"{data}"}}""",
        """{"imageUrl":{"url":"{raw}"}}""",
        """{"type":"image_url","image_url":{"uri":"{data}"}}""",
        """{"type":"image_url","image_url":{"data":"{raw}"}}""",
        """{"type":"image_url","image_url":{"url":"{raw}","mime_type":"image/png"}}""",
        """{"type":"image_url","image_url":{"url":"{data}","format":"image/png"}}""",
        """{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{data}"}}""",
        """{"type":"input_file","file_data":"{data}","filename":"photo"}""",
        """{"type":"file","file":{"file_data":"{raw}","filename":"photo.PNG"}}""",

        // 5.3: the string itself.
        """{"type":"image_url","image_url":{"url":"data:image/png;charset=utf-8;base64,{raw}"}}""",
        """{"type":"image_url","image_url":{"url":"data:;base64,{raw}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image;base64,{raw}"}}""",
        """{"type":"image_url","image_url":{"url":"DATA:Image/PNG;BASE64,{raw}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,{raw}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/jpg;base64,{raw}"}}""",
        """{"type":"image_url","image_url":{"url":"data:text/html;base64,{raw}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/png;base64,{data}"}}""",
        """{"type":"image_url","image_url":{"url":" \n{data} \n"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/png;base64, {raw}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/png;base64,{lines}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/png;base64,{spaced}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/png;base64,{urlsafe}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/png;base64,{unpadded}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/png;base64,{urlsafe-unpadded}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image\/png;base64,{slashes}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/png;base64,{percent}"}}""",
        """{"type":"image_url","image_url":{"url":"data:image/png,{percent-bytes}"}}""",
        """{"type":"image_url","image_url":{"url":"{unicode}"}}""",
        """{"type":"image","image":"{urlsafe-unpadded}"}""",
        """{"type":"image","image":"{lines}"}""",
        """{"type":"image","image":"{slashes}"}""",
    ];

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Post_D5_D7_Spelling_ArrivesCanonicalOnEveryRole(string part)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        // One picture whose base64 stays with the rest of the request, and one that is long enough to be set apart while it is read.
        byte[][] pictures = [Pictures.Awkward(90), Pictures.Awkward(9_000)];
        var messages = Roles.Select(role =>
            $$"""{"role":"{{role}}","content":[{"type":"text","text":"see"},{{string.Join(',', pictures.Select(picture => Fill(part, picture)))}}]}""");

        using var response = await gateway.PostAsync($$"""{"model":"test/vision","messages":[{{string.Join(',', messages)}}]}""");

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        upstream.Single.ImageUrls.Count.ShouldBe(Roles.Length * pictures.Length);
        for (var i = 0; i < upstream.Single.ImageUrls.Count; i++)
        {
            var (mediaType, bytes) = upstream.Single.Image(i);
            mediaType.ShouldBe("image/png");
            Pictures.Sha256(bytes).ShouldBe(Pictures.Sha256(pictures[i % pictures.Length]));
        }

        foreach (var message in upstream.Single.Json["messages"]!.AsArray())
        {
            ShouldBeCanonical(message!["content"]!.AsArray(), part.Contains("cache_control", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("gif")]
    [InlineData("webp")]
    public async Task Post_C4_AnyDeclaredType_IsReplacedByTheTrueOne(string format)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var image = format switch
        {
            "png" => SampleImages.Png(20, 10),
            "jpeg" => SampleImages.Jpeg(20, 10),
            "gif" => SampleImages.Gif(20, 10),
            _ => SampleImages.WebP(),
        };
        string[] declared = ["image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/bmp", "application/octet-stream", "", "image"];

        using var response = await gateway.PostAsync(RunningGateway.Chat(string.Join(',', declared.Select(type => RunningGateway.ImagePart(image, type)))));

        ((int)response.StatusCode).ShouldBe(200);
        for (var i = 0; i < declared.Length; i++)
        {
            upstream.Single.Image(i).MediaType.ShouldBe($"image/{format}", declared[i]);
            upstream.Single.Image(i).Bytes.ShouldBe(image);
        }
    }

    [Theory]
    [InlineData("low", "low")]
    [InlineData("high", "high")]
    [InlineData("original", "original")]
    [InlineData("auto", null)]
    [InlineData("as-you-like", null)]
    public async Task Post_DetailBesideAnOddSpelling_IsKeptWhenKnown(string detail, string? expected)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var part = $$"""{"type":"input_image","image_url":"{{Pictures.DataUrl(SampleImages.Png(9, 9), "image/png")}}","detail":"{{detail}}"}""";

        using var response = await gateway.PostAsync(RunningGateway.Chat(part));

        ((int)response.StatusCode).ShouldBe(200);
        var sent = upstream.Single.Json["messages"]![0]!["content"]![0]!["image_url"]!.AsObject();
        (sent["detail"]?.GetValue<string>()).ShouldBe(expected);
    }

    private static void ShouldBeCanonical(JsonArray parts, bool keepsCacheControl)
    {
        parts[0]!["text"]!.GetValue<string>().ShouldBe("see");
        foreach (var part in parts.Skip(1).Select(part => part!.AsObject()))
        {
            part.Select(member => member.Key).Order(StringComparer.Ordinal).ShouldBe(keepsCacheControl ? ["cache_control", "image_url", "type"] : ["image_url", "type"]);
            part["type"]!.GetValue<string>().ShouldBe("image_url");
            part["image_url"]!.AsObject().Select(member => member.Key).ShouldBeSubsetOf(["url", "detail"]);
        }
    }

    private static string Fill(string part, byte[] picture)
    {
        var raw = Pictures.Base64(picture);
        raw.ShouldContain('+');
        raw.ShouldContain('/');
        raw.ShouldEndWith("=");
        var urlSafe = raw.Replace('+', '-').Replace('/', '_');
        return part
            .Replace("{data}", $"data:image/png;base64,{raw}", StringComparison.Ordinal)
            .Replace("{raw}", raw, StringComparison.Ordinal)
            .Replace("{lines}", string.Join("\\r\\n", raw.Chunk(76).Select(line => new string(line))), StringComparison.Ordinal)
            .Replace("{spaced}", string.Join(" \\t", raw.Chunk(64).Select(line => new string(line))), StringComparison.Ordinal)
            .Replace("{urlsafe}", urlSafe, StringComparison.Ordinal)
            .Replace("{unpadded}", raw.TrimEnd('='), StringComparison.Ordinal)
            .Replace("{urlsafe-unpadded}", urlSafe.TrimEnd('='), StringComparison.Ordinal)
            .Replace("{slashes}", raw.Replace("/", "\\/", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("{percent}", raw.Replace("+", "%2B", StringComparison.Ordinal).Replace("/", "%2f", StringComparison.Ordinal).Replace("=", "%3D", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("{percent-bytes}", string.Concat(picture.Select(value => $"%{value:X2}")), StringComparison.Ordinal)
            .Replace("{unicode}", string.Concat(Encoding.ASCII.GetBytes($"data:image/png;base64,{raw}").Select(value => $"\\u{value:x4}")), StringComparison.Ordinal);
    }
}
