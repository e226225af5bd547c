using System.Text;
using Iris.Gateway.Tests.Fetching;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Images;

/// <summary>Images by URL, through a whole gateway.</summary>
public sealed class RemoteImageTests
{
    [Theory]
    [InlineData("a.png?sig=secret")]
    [InlineData("photo")]
    [InlineData("bucket/photo.svg?name=a.heic&x")]
    public async Task Post_C5_F8_UrlOfAnyEnding_IsInlinedUnchanged(string path)
    {
        var image = SampleImages.Jpeg(40, 30);
        await using var origin = ScriptedOrigin.Fixed(ScriptedOrigin.Ok(image));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, origin.Port);

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part($"http://127.0.0.1:{origin.Port}/{path}")));

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Image(0).MediaType.ShouldBe("image/jpeg");
        upstream.Single.Image(0).Bytes.ShouldBe(image);
        origin.Heads.Single().ShouldNotContain(RunningGateway.Key);
    }

    [Fact]
    public async Task Post_SameUrlTwice_IsFetchedOnce()
    {
        await using var origin = ScriptedOrigin.Fixed(ScriptedOrigin.Ok(SampleImages.Png(9, 9)));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, origin.Port);
        var part = Part($"http://127.0.0.1:{origin.Port}/a.png");

        using var response = await gateway.PostAsync(RunningGateway.Chat($"{part},{part}"));

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.ImageUrls.Count.ShouldBe(2);
        origin.Heads.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("http://127.0.0.1/a.png", "image_url_address_not_allowed")]
    [InlineData("http://[::1]/a.png", "image_url_address_not_allowed")]
    [InlineData("http://10.0.0.1/a.png", "image_url_address_not_allowed")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "image_url_address_not_allowed")]
    [InlineData("http://localhost/a.png", "image_url_address_not_allowed")]
    [InlineData("http://pictures.example:8081/a.png", "image_url_port_not_allowed")]
    [InlineData("http://user:word@example.com/a.png", "image_url_invalid")]
    public async Task Post_UrlThatLeadsInside_IsRefused(string url, string reason)
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part(url)));

        await RunningGateway.ShouldFailAsync(response, 400, "image_download_failed", reason, "messages[0].content[0].image_url.url");
        upstream.Received.ShouldBeEmpty();
    }

    /// <summary>No route has rules of its own: one that forgot them would be the way around all others.</summary>
    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/api/v1/chat/completions")]
    [InlineData("/chat/completions")]
    [InlineData("/v1/estimate")]
    [InlineData("/api/v1/estimate")]
    [InlineData("/estimate")]
    public async Task Post_H2_UrlThatLeadsInside_IsRefusedOnEveryRoute(string path)
    {
        await using var origin = ScriptedOrigin.Fixed(ScriptedOrigin.Ok(SampleImages.Png(9, 9)));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part("http://127.0.0.1/a.png")), path);
        using var port = await gateway.PostAsync(RunningGateway.Chat(Part($"http://127.0.0.1:{origin.Port}/a.png")), path);

        await RunningGateway.ShouldFailAsync(response, 400, "image_download_failed", "image_url_address_not_allowed", "messages[0].content[0].image_url.url");
        ((int)port.StatusCode).ShouldBe(400);
        origin.Heads.ShouldBeEmpty();
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_RedirectInside_IsRefused()
    {
        await using var inside = ScriptedOrigin.Canary();
        foreach (var target in (string[])["http://127.0.0.1/a.png", $"http://127.0.0.1:{inside.Port}/a.png", "http://169.254.169.254/", "file:///etc/passwd"])
        {
            await using var origin = ScriptedOrigin.Redirecting(target);
            await using var upstream = await FakeUpstream.StartAsync();
            await using var gateway = await StartAsync(upstream, origin.Port);

            using var response = await gateway.PostAsync(RunningGateway.Chat(Part($"http://127.0.0.1:{origin.Port}/a.png")));

            ((int)response.StatusCode).ShouldBe(400, target);
            var error = (await RunningGateway.JsonAsync(response))["error"]!;
            error["metadata"]!["error_type"]!.GetValue<string>().ShouldBe("image_download_failed");
            upstream.Received.ShouldBeEmpty();
        }

        inside.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Post_FetchedImageOverTheCap_Is400()
    {
        await using var origin = ScriptedOrigin.Fixed(ScriptedOrigin.Ok(Pictures.Noise(100, 100)));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, origin.Port, "max_bytes: 10KiB");

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part($"http://127.0.0.1:{origin.Port}/a.png")));

        await RunningGateway.ShouldFailAsync(response, 400, "image_too_large", "image_too_large", "messages[0].content[0].image_url.url");
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_FetchedPage_IsNoImage()
    {
        await using var origin = ScriptedOrigin.Fixed(ScriptedOrigin.Ok(Encoding.ASCII.GetBytes("<!doctype html><html><body>Please log in</body></html>")));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, origin.Port);

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part($"http://127.0.0.1:{origin.Port}/a.png")));

        await RunningGateway.ShouldFailAsync(response, 400, "unsupported_image_format", "unsupported_image_format", "messages[0].content[0].image_url.url");
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_UrlThatIsNotThere_Is400AndTellsNothing()
    {
        await using var origin = ScriptedOrigin.Fixed(Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\nsecret"));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, origin.Port);

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part($"http://127.0.0.1:{origin.Port}/a.png?sig=canary-query")));

        var error = await RunningGateway.ShouldFailAsync(response, 400, "image_download_failed", "image_fetch_failed", "messages[0].content[0].image_url.url");
        error.ToJsonString().ShouldNotContain("secret");
        error.ToJsonString().ShouldNotContain("canary-query");
        gateway.Log.Text.ShouldNotContain("canary-query");
    }

    [Fact]
    public async Task Post_PassedUrl_GoesOutByteForByte()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(Pass("openai", upstream, "gpt-4o"));
        var body = """{"model":"gpt-4o","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://pictures.example/a%20b.png?sig=a+b\/c&x=1"}}]}]}""";

        using var response = await gateway.PostAsync(body);

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        upstream.Single.Text.ShouldBe(body);
    }

    [Fact]
    public async Task Post_FreshImage_IsNotFetchedAgain()
    {
        var image = SampleImages.Jpeg(40, 30);
        await using var origin = ScriptedOrigin.Fixed(ScriptedOrigin.Ok(image, "Cache-Control: max-age=600\r\n"));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await StartAsync(upstream, origin.Port);

        for (var i = 0; i < 3; i++)
        {
            using var response = await gateway.PostAsync(RunningGateway.Chat(Part($"http://127.0.0.1:{origin.Port}/a.png?sig=secret")));
            ((int)response.StatusCode).ShouldBe(200);
        }

        origin.Heads.Count.ShouldBe(1);
        upstream.Received.Count.ShouldBe(3);
        upstream.Received.ShouldAllBe(request => request.Image(0).Bytes.SequenceEqual(image));
    }

    [Fact]
    public async Task Post_B6_B7_B8_ImageOfTheOperatorsOwnNetwork_IsInlinedFromAnOpenedHost()
    {
        var image = SampleImages.Png(9, 9);
        await using var origin = ScriptedOrigin.Fixed(ScriptedOrigin.Ok(image));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($"""
            images:
              fetch:
                allow: ["localhost:{origin.Port}"]
            providers:
            {RunningGateway.Provider("openai", upstream.BaseUrl, "gpt-4o")}
            """);

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part($"http://localhost:{origin.Port}/bucket/a.png?X-Amz-Signature=1"), "gpt-4o"));

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        upstream.Single.Image(0).Bytes.ShouldBe(image);
    }

    [Fact]
    public async Task Post_B2_B3_UrlForAProviderThatTakesOnlyBytes_IsInlined()
    {
        var image = SampleImages.Png(9, 9);
        await using var origin = ScriptedOrigin.Fixed(ScriptedOrigin.Ok(image));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync($"""
            images:
              fetch:
                allow: ["127.0.0.1:{origin.Port}"]
            providers:
            {RunningGateway.Provider("box", upstream.BaseUrl, "moonshot-v1-8k-vision-preview", "profile: moonshot")}
            """);

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part($"http://127.0.0.1:{origin.Port}/a.png"), "moonshot-v1-8k-vision-preview"));

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        upstream.Single.Image(0).Bytes.ShouldBe(image);
    }

    [Fact]
    public async Task Post_B1_B10_SignedUrlToAProviderThatFetches_IsHandedOnUnfetched()
    {
        const string Url = "https://pictures.example/a%20b.png?X-Amz-Signature=%7e%2d+%2F==&a=b&a=";
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(Pass("openai", upstream, "gpt-4o"));

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part(Url), "gpt-4o"));

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        upstream.Single.ImageUrls.ShouldBe([Url]);
        gateway.Log.Text.ShouldNotContain("X-Amz-Signature");
    }

    [Fact]
    public async Task Post_PassedUrlWhoseNameIsNowhere_IsNotHandedOn()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(Pass("openai", upstream, "gpt-4o"));

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part("https://nowhere.invalid/a.png"), "gpt-4o"));

        await RunningGateway.ShouldFailAsync(response, 400, "image_fetch_failed");
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_B11_FileOfAProvider_Is400WhateverTheModel()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(Pass("openai", upstream, "gpt-4o"));

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part("https://generativelanguage.googleapis.com/v1beta/files/abc"), "gpt-4o"));

        var error = await RunningGateway.ShouldFailAsync(response, 400, "image_download_failed", "image_provider_file", "messages[0].content[0].image_url.url");
        error["message"]!.GetValue<string>().ShouldContain("the Gemini API");
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_PassedUrlInAnOddSpelling_BecomesCanonical()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(Pass("openai", upstream, "gpt-4o"));

        using var response = await gateway.PostAsync(RunningGateway.Chat("""{"type":"image","image":"https://pictures.example/a.png?sig=1&b=2"}""", "gpt-4o"));

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.ImageUrls.ShouldBe(["https://pictures.example/a.png?sig=1&b=2"]);
    }

    [Fact]
    public async Task Post_PassedPrivateUrl_IsStillRefused()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(Pass("openai", upstream, "gpt-4o"));

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part("http://169.254.169.254/latest/"), "gpt-4o"));

        await RunningGateway.ShouldFailAsync(response, 400, "image_url_address_not_allowed");
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_B2_PassedUrlToAProviderThatCannotFetch_IsInlinedThere()
    {
        var image = SampleImages.Jpeg(40, 30);
        await using var origin = ScriptedOrigin.Fixed(ScriptedOrigin.Ok(image));
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(Pass("test", upstream, "test/vision").Replace("pictures.example:443", $"127.0.0.1:{origin.Port}", StringComparison.Ordinal));

        using var response = await gateway.PostAsync(RunningGateway.Chat(Part($"http://127.0.0.1:{origin.Port}/a.png")));

        ((int)response.StatusCode).ShouldBe(200);
        upstream.Single.Image(0).Bytes.ShouldBe(image);
    }

    private static Task<RunningGateway> StartAsync(FakeUpstream upstream, int originPort, string more = "") => RunningGateway.StartAsync(upstream, $"""
        images:
          fetch:
            allow: ["127.0.0.1:{originPort}"]
            {more}
        """);

    private static string Pass(string provider, FakeUpstream upstream, string model) => $"""
        images:
          remote: pass
          fetch:
            allow: ["pictures.example:443"]
        providers:
        {RunningGateway.Provider(provider, upstream.BaseUrl, model)}
        """;

    private static string Part(string url) => $$$"""{"type":"image_url","image_url":{"url":"{{{url}}}"}}""";
}
