using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Images;

/// <summary>What is canonical already goes out as it came in.</summary>
public sealed class UntouchedRequestTests
{
    [Fact]
    public async Task Post_E14_CanonicalPart_GoesOutByteForByte()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var picture = Pictures.DataUrl(Pictures.Noise(120, 90), "image/png");
        var body = $$"""{"temperature":0.70,"model":"test/vision","messages":[ {"role":"user","content":[ {"zz":1,"image_url":{"detail":"high" , "url":"{{picture}}","own":[true]},"type":"image_url"},{"type":"text","text":"\u00e4 ä 🚲"} ]}  ],"stop":null}""";

        using var response = await gateway.PostAsync(body);

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Text.ShouldBe(body);
    }

    [Fact]
    public async Task Post_OneOddPartAmongCanonicalOnes_IsTheOnlyChange()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var png = Pictures.DataUrl(Pictures.Noise(60, 40), "image/png");
        var jpeg = SampleImages.Jpeg(40, 40);
        var before = $$"""{"model":"test/vision","messages":[{"role":"user","content":[{"type":"image_url", "image_url":{"url":"{{png}}"} } , """;
        var after = $$""" ,{"type":"image_url","image_url":{"url":"{{png}}"} }]}],"top_p":1}""";

        using var response = await gateway.PostAsync($$"""{{before}}{"type":"image","image":"{{Pictures.Base64(jpeg)}}","mark":"x"}{{after}}""");

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Text.ShouldStartWith(before);
        upstream.Single.Text.ShouldEndWith(after);
        var middle = upstream.Single.Text[before.Length..^after.Length];
        middle.ShouldBe($$$"""{"type":"image_url","image_url":{"url":"{{{Pictures.DataUrl(jpeg, "image/jpeg")}}}"},"mark":"x"}""");
    }

    [Fact]
    public async Task Post_OtherParts_AreNotLookedInto()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        const string Body = """{"model":"test/vision","messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"UklGRg==","format":"wav"}},{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,JVBERi0xLjQ="}},{"type":"video_url","video_url":{"url":"https://example.com/a.mp4"}}]}]}""";

        using var response = await gateway.PostAsync(Body);

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Text.ShouldBe(Body);
    }

    [Fact]
    public async Task Post_ManyImages_KeepTheirOrder()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        var pictures = Enumerable.Range(1, 60).Select(side => SampleImages.Png(side, 3)).ToArray();
        var parts = pictures.Select((picture, index) => index % 3 == 0 ? RunningGateway.ImagePart(picture) : $$"""{"type":"image","image":"{{Pictures.Base64(picture)}}"}""");

        using var response = await gateway.PostAsync(RunningGateway.Chat(string.Join(',', parts)));

        ((int)response.StatusCode).ShouldBe(200);
        Enumerable.Range(0, pictures.Length).Select(index => Pictures.Sha256(upstream.Single.Image(index).Bytes)).ShouldBe(pictures.Select(Pictures.Sha256));
    }
}
