using System.Text;
using System.Text.Json;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.BadInput;

/// <summary>Images that are none: each has its answer, and nothing goes upstream.</summary>
public sealed class BadImageTests
{
    private const string Path = "messages[0].content[1].image_url.url";
    private const string Prefix = "data:image/png;base64,";

    public static TheoryData<string, string, string> WrongStrings => new()
    {
        { "", "invalid_image", "image_empty" },
        { " \n\t", "invalid_image", "image_empty" },
        { Prefix, "invalid_image", "image_empty" },
        { Prefix + " \n", "invalid_image", "image_empty" },
        { Prefix + "!!!!", "invalid_image", "invalid_base64" },
        { Prefix + "iVBORw0KGgo*AAAA", "invalid_image", "invalid_base64" },
        { Prefix + "iVBO=Rw0KGgoAAAA", "invalid_image", "invalid_base64" },
        { Prefix + "iVBORw0KGgoAAAAN=====", "invalid_image", "invalid_base64" },
        { Prefix + "iVBORw0KGgoAA", "invalid_image", "invalid_base64" },
        { Prefix + "iVBORw0K%2GgoAAA", "invalid_image", "invalid_base64" },
        { Prefix + "iVBORw0KGgo\u00e4", "invalid_image", "invalid_base64" },
        { "data:image/png;base64", "image_download_failed", "image_url_invalid" },
        { Prefix + Prefix + Prefix + "iVBORw0KGgo=", "image_download_failed", "image_url_invalid" },
        { "data:image/png,%GG", "image_download_failed", "image_url_invalid" },
        { "data:image/png,hello", "unsupported_image_format", "unsupported_image_format" },
        { "hello", "image_download_failed", "image_url_invalid" },
        { "iVBORw0KGgo=", "image_download_failed", "image_url_invalid" },
        { "aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQ=", "image_download_failed", "image_url_invalid" },
        { "https://", "image_download_failed", "image_url_invalid" },
        { "http:\\\\127.0.0.1\\a", "image_download_failed", "image_url_invalid" },
        { "//127.0.0.1/a.png", "image_download_failed", "image_url_scheme_not_allowed" },
        { "/etc/passwd", "image_download_failed", "image_url_scheme_not_allowed" },
        { "C:\\pictures\\a.png", "image_download_failed", "image_url_scheme_not_allowed" },
        { "file:///etc/passwd", "image_download_failed", "image_url_scheme_not_allowed" },
        { "FILE:/etc/passwd", "image_download_failed", "image_url_scheme_not_allowed" },
        { "ftp://example.com/a.png", "image_download_failed", "image_url_scheme_not_allowed" },
        { "gs://bucket/a.png", "image_download_failed", "image_url_scheme_not_allowed" },
        { "s3://bucket/a.png", "image_download_failed", "image_url_scheme_not_allowed" },
        { "blob:https://example.com/1", "image_download_failed", "image_url_scheme_not_allowed" },
        { "javascript:alert(1)", "image_download_failed", "image_url_scheme_not_allowed" },
        { "http://127.0.0.1/a.png", "image_download_failed", "image_url_address_not_allowed" },
        { "file_123", "image_download_failed", "image_url_invalid" },
    };

    public static TheoryData<string> ForeignFormats =>
    [
        "svg", "svgz", "pdf", "bmp", "ico", "psd", "html", "text", "mp4", "zip", "zeros",
    ];

    [Theory]
    [MemberData(nameof(WrongStrings))]
    public Task Post_WrongString_Is400(string url, string errorType, string reason) => ShouldBeRefusedAsync(url, errorType, reason);

    [Theory]
    [MemberData(nameof(ForeignFormats))]
    public Task Post_C5_C8_ForeignFormat_IsUnsupported(string name)
        => ShouldBeRefusedAsync(Pictures.DataUrl(Foreign(name), "image/png"), "unsupported_image_format", "unsupported_image_format");

    [Theory]
    [InlineData("png", 0.5)]
    [InlineData("png", 0.97)]
    [InlineData("jpeg", 0.5)]
    [InlineData("jpeg", 0.97)]
    [InlineData("gif", 0.5)]
    [InlineData("webp", 0.9)]
    public Task Post_TruncatedImage_DoesNotDecode(string format, double share)
    {
        var image = format switch
        {
            "png" => Pictures.Noise(40, 40),
            "jpeg" => SampleImages.Jpeg(320, 320),
            "gif" => SampleImages.Gif(60, 60),
            _ => SampleImages.WebP(),
        };
        return ShouldBeRefusedAsync(Pictures.DataUrl(image[..(int)(image.Length * share)], $"image/{format}"), "invalid_image", "image_decode_failed");
    }

    [Fact]
    public Task Post_PngSignatureAlone_DoesNotDecode()
        => ShouldBeRefusedAsync(Pictures.DataUrl([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], "image/png"), "invalid_image", "image_decode_failed");

    [Fact]
    public Task Post_PngWithAChunkLongerThanTheFile_DoesNotDecode()
    {
        var image = SampleImages.Png(4, 4, chunks: SampleImages.PngChunk("zTXt", "a\0\0x"u8));
        var chunk = image.AsSpan().IndexOf("zTXt"u8);
        image[chunk - 4] = 0x3F;
        return ShouldBeRefusedAsync(Pictures.DataUrl(image, "image/png"), "invalid_image", "image_decode_failed");
    }

    [Theory]
    [InlineData(30_000, 30_000)]
    [InlineData(1, 2_000_000)]
    [InlineData(2_000_000, 1)]
    [InlineData(16_385, 10)]
    [InlineData(10_000, 90)]
    public Task Post_PixelBomb_IsTooLarge(int width, int height)
        => ShouldBeRefusedAsync(Pictures.DataUrl(Pictures.Png(width, height, [0x78, 0x01, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01], colourType: 0), "image/png"), "image_too_large", "image_too_many_pixels");

    [Fact]
    public Task Post_HeicWithoutAPicture_Is400()
        => ShouldBeRefusedAsync(Pictures.DataUrl([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "heicmif1"u8, 0, 0, 0, 8, .. "mdat"u8], "image/heic"), "invalid_image", "image_decode_failed");

    [Theory]
    [InlineData("""{"type":"input_image","file_id":"file-1"}""", "file_id")]
    [InlineData("""{"type":"image","source":{"type":"file","file_id":"../../etc/passwd"}}""", "source.file_id")]
    [InlineData("""{"type":"image_file","image_file":{"file_id":"file-1"}}""", "image_file.file_id")]
    [InlineData("""{"type":"file","file":{"file_id":"file-1","filename":"a.png"}}""", "file.file_id")]
    public async Task Post_FileId_IsNotFound(string part, string path)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var response = await gateway.PostAsync(RunningGateway.Chat(part));

        await RunningGateway.ShouldFailAsync(response, 404, "image_not_found", "image_not_found", $"messages[0].content[0].{path}");
        upstream.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(501)]
    [InlineData(1_000)]
    public async Task Post_TooManyImages_Is400(int count)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var response = await gateway.PostAsync(RunningGateway.Chat(string.Join(',', Enumerable.Repeat(RunningGateway.ImagePart(SampleImages.WebP(), "image/webp"), count))));

        await RunningGateway.ShouldFailAsync(response, 400, "invalid_request", "too_many_images", "messages[0].content[500].image_url.url");
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_FiveHundredImages_Pass()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var response = await gateway.PostAsync(RunningGateway.Chat(string.Join(',', Enumerable.Repeat(RunningGateway.ImagePart(SampleImages.WebP(), "image/webp"), 500))));

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.ImageUrls.Count.ShouldBe(500);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("tool")]
    public async Task Post_F5_OneBadImageInTheHistory_NamesItsPart(string role)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var response = await gateway.PostAsync(History(role, SampleImages.Png(20, 10).AsSpan(0, 40).ToArray()));
        using var mended = await gateway.PostAsync(History(role, SampleImages.Png(20, 10)));

        var error = await RunningGateway.ShouldFailAsync(response, 400, "invalid_image", "image_decode_failed", "messages[1].content[1].image_url.url");
        error["message"]!.GetValue<string>().ShouldStartWith("messages[1].content[1].image_url.url");
        ((int)mended.StatusCode).ShouldBe(200);
        upstream.Single.ImageUrls.Count.ShouldBe(3);
    }

    private static string History(string role, byte[] middle)
    {
        var good = RunningGateway.ImagePart(SampleImages.Png(5, 4));
        return $$"""{"model":"test/vision","messages":[{"role":"user","content":[{{good}}]},{"role":"{{role}}","tool_call_id":"a","content":[{"type":"text","text":"seen"},{{RunningGateway.ImagePart(middle)}}]},{"role":"user","content":[{{good}}]}]}""";
    }

    private static async Task ShouldBeRefusedAsync(string url, string errorType, string reason)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using var response = await gateway.PostAsync(RunningGateway.Chat($$$"""{"type":"text","text":"see"},{"type":"image_url","image_url":{"url":{{{JsonSerializer.Serialize(url)}}}}}"""));

        var error = await RunningGateway.ShouldFailAsync(response, 400, errorType, reason, Path);
        error["message"]!.GetValue<string>().ShouldStartWith(Path);
        error.ToJsonString().ShouldNotContain("passwd");
        upstream.Received.ShouldBeEmpty();
        gateway.Log.Errors.ShouldBeEmpty();
    }

    private static byte[] Foreign(string name) => name switch
    {
        "svg" => Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\"/></svg>"),
        "svgz" => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, .. new byte[175]],
        "pdf" => Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
        "bmp" => [.. "BM"u8, 58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0, .. new byte[28]],
        "ico" => [0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, .. new byte[40]],
        "psd" => [.. "8BPS"u8, 0, 1, .. new byte[40]],
        "html" => Encoding.ASCII.GetBytes("<!doctype html><title>no</title><p>This is a page and no picture.</p>"),
        "mp4" => [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp41"u8, .. new byte[20]],
        "zip" => [.. "PK"u8, 3, 4, .. new byte[40]],
        "zeros" => new byte[4096],
        _ => Encoding.ASCII.GetBytes("Nothing but forty characters of plain text."),
    };
}
