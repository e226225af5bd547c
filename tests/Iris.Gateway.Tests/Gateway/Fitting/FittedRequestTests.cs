using System.Text;
using Iris.Core.Model;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Fitting;

/// <summary>What providers receive when an image does not fit them: through the whole gateway, with real pixel workers.</summary>
public sealed class FittedRequestTests
{
    [Fact]
    public async Task Post_C9_TiffForAProviderOfJpegAndPng_ArrivesConverted()
    {
        var (image, _) = await SendAsync("xai", Photos.Tiff(40, 30), "image/tiff");

        (image.Format, image.Width, image.Height).ShouldBe((ImageFormat.Jpeg, 40, 30));
    }

    [Fact]
    public async Task Post_C10_AnimatedGif_ArrivesAsItsFirstFrame()
    {
        var (image, _) = await SendAsync("xai", Photos.AnimatedGif(), "image/gif");

        (image.Format, image.Width, image.Height, image.Frames).ShouldBe((ImageFormat.Png, 2, 2, 1));
    }

    [Theory]
    [InlineData(3, 1200, 800)]
    [InlineData(6, 800, 1200)]
    [InlineData(8, 800, 1200)]
    public async Task Post_C11_TurnedPhoto_ArrivesUprightWithoutItsMetadata(int orientation, int width, int height)
    {
        var (image, bytes) = await SendAsync("xai", Photos.HarbourWith(orientation), "image/jpeg");

        (image.Width, image.Height, image.Orientation).ShouldBe((width, height, 1));
        (image.HasGps, image.HasExif, image.HasMetadata).ShouldBe((false, false, false));
        Encoding.Latin1.GetString(bytes).ShouldNotContain("Acme");
    }

    [Fact]
    public async Task Post_E8_ImageOverTheBase64Limit_ArrivesBelowIt()
    {
        // 3.75 MB is what a limit of 5 MiB of base64 text leaves: this picture is below 5 MiB raw and above that encoded.
        var picture = Pictures.Noise(1300, 1200);
        picture.Length.ShouldBeInRange(3_932_161, 5_242_879);
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, "images: { limits: anthropic_bedrock }");

        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(picture)));

        ((int)response.StatusCode).ShouldBe(200);
        var sent = upstream.Single.Image(0).Bytes;
        ((sent.Length + 2) / 3 * 4).ShouldBeLessThanOrEqualTo(5_242_880);
        (Photos.FactsOf(sent).Width, Photos.FactsOf(sent).Height).ShouldBe((1300, 1200));
    }

    [Fact]
    public async Task Post_E10_MoreThanTwentyImages_ArriveWithinTheNarrowerEdge()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, "images: { limits: anthropic_200k }");
        var wide = RunningGateway.ImagePart(Imaging.TestPng.Rgba(2100, 4, (x, _) => ((byte)x, 9, 9, 255)));
        var small = string.Join(',', Enumerable.Range(1, 20).Select(side => RunningGateway.ImagePart(SampleImages.Png(side, 3))));
        var history = $$"""{"model":"test/vision","messages":[{"role":"user","content":[{{small}}]},{"role":"assistant","content":"Seen."},{"role":"user","content":[{{wide}}]}]}""";

        using var response = await gateway.PostAsync(history);
        using var fewer = await gateway.PostAsync(RunningGateway.Chat(wide));

        ((int)response.StatusCode).ShouldBe(200);
        Photos.FactsOf(upstream.Received[0].Image(20).Bytes).Width.ShouldBe(2000);
        Photos.FactsOf(upstream.Received[0].Image(0).Bytes).Width.ShouldBe(1);
        Photos.FactsOf(upstream.Received[1].Image(0).Bytes).Width.ShouldBe(2100);
    }

    [Fact]
    public async Task Post_E6_SecondProviderIsNarrower_IsFittedAnewFromTheOriginal()
    {
        await using var first = await FakeUpstream.StartAsync();
        await using var second = await FakeUpstream.StartAsync();
        first.Next(500, """{"error":{"message":"down"}}""");
        await using var gateway = await RunningGateway.StartAsync($"""
            providers:
              wide:
                profile: openai
                base_url: {first.BaseUrl}
                api_key: {RunningGateway.UpstreamKey}
                models: [test/vision]
              narrow:
                profile: xai
                base_url: {second.BaseUrl}
                api_key: {RunningGateway.UpstreamKey}
                models: [test/vision]
            models:
              both: [wide/test/vision, narrow/test/vision]
            """);
        var webp = SampleImages.WebP();

        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(webp, "image/webp"), model: "both"));

        ((int)response.StatusCode).ShouldBe(200);
        first.Single.Image(0).Bytes.ShouldBe(webp);
        second.Single.Image(0).MediaType.ShouldBeOneOf("image/jpeg", "image/png");
    }

    [Fact]
    public async Task Post_C1_PictureUnderAWrongLabel_ArrivesUnderItsOwn()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(SampleImages.Png(5, 4), "image/jpeg")));

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Image(0).MediaType.ShouldBe("image/png");
    }

    [Fact]
    public async Task Post_StripMetadata_LeavesThePixelsAlone()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, "images: { metadata: strip }");

        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(Photos.HarbourWith(1), "image/jpeg")));

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Image(0).Bytes.ShouldBe(Photos.Harbour);
    }

    [Fact]
    public async Task Post_ImagesThatFit_NeedNoPixelWorker()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream, workerCommand: "/no/such/worker");

        using var fits = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(Photos.Harbour, "image/jpeg")));
        using var doesNot = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(Photos.Tiff(9, 9), "image/tiff")));

        ((int)fits.StatusCode).ShouldBe(200);
        upstream.Single.Image(0).Bytes.ShouldBe(Photos.Harbour);
        await RunningGateway.ShouldFailAsync(doesNot, 503, "pixel_workers_unavailable");
    }

    private static async Task<(ImageFacts Facts, byte[] Bytes)> SendAsync(string profile, byte[] picture, string mediaType)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync("providers:\n" + RunningGateway.Provider("test", upstream.BaseUrl, more: $"profile: {profile}"));

        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(picture, mediaType)));

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var sent = upstream.Single.Image(0);
        var facts = Photos.FactsOf(sent.Bytes);
        sent.MediaType.ShouldBe(facts.Format.MediaType());
        return (facts, sent.Bytes);
    }
}
