using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.TestKit;

namespace Iris.Core.Tests.Images;

public sealed class RemoteImageTests
{
    private static readonly string Inline = $"data:image/png;base64,{Convert.ToBase64String(SampleImages.Png(3, 2))}";

    [Fact]
    public async Task Locate_Url_IsFetchedOnceAndTrimmed()
    {
        var fetcher = new ScriptedFetcher { Images = { ["https://example.com/a?q=1&r=%20"] = SampleImages.Jpeg(8, 16) } };
        using var request = LocatorCase.Of(["https://example.com/a?q=1&r=%20", Inline, " https://example.com/a?q=1&r=%20\n"]);

        using (var located = (await request.LocateAsync(fetcher, cancellationToken: TestContext.Current.CancellationToken)).Value)
        {
            located.Images.Select(image => image.Facts!.Value.Height).ShouldBe([16, 2, 16]);
            located.Images[0].Url.ShouldBe("https://example.com/a?q=1&r=%20");
            located.Images[0].IsCanonicalOnWire.ShouldBeFalse();
            fetcher.Fetched.ShouldHaveSingleItem();
            fetcher.Disposed.ShouldBe(0);
        }

        fetcher.Disposed.ShouldBe(1);
    }

    [Fact]
    public async Task Locate_UrlWithJsonEscapes_IsUndone()
    {
        var fetcher = new ScriptedFetcher { Images = { ["HTTPS://example.com/ü.png"] = SampleImages.Jpeg(8, 16) } };
        using var request = LocatorCase.OfRaw(["HTTPS:\\/\\/example.com\\/\\u00fc.png"]);
        using var located = (await request.LocateAsync(fetcher, cancellationToken: TestContext.Current.CancellationToken)).Value;

        located.Images[0].Facts!.Value.Height.ShouldBe(16);
    }

    [Fact]
    public async Task Locate_Pass_HandsTheUrlOn()
    {
        var fetcher = new ScriptedFetcher();
        using var request = LocatorCase.Of(["https://example.com/a", " https://example.com/b", Inline]);
        using var located = (await request.LocateAsync(fetcher, RemoteImages.Pass, cancellationToken: TestContext.Current.CancellationToken)).Value;

        fetcher.Fetched.ShouldBeEmpty();
        located.Images.Select(image => image.Url).ShouldBe(["https://example.com/a", "https://example.com/b", null]);
        located.Images.Select(image => image.IsCanonicalOnWire).ShouldBe([true, false, true]);
        located.Images.Select(image => image.Bytes is null).ShouldBe([true, true, false]);
    }

    [Fact]
    public async Task Locate_PassWithARefusedUrl_IsRefused()
    {
        using var request = LocatorCase.Of(["https://refused/a"]);

        (await request.LocateAsync(remote: RemoteImages.Pass, cancellationToken: TestContext.Current.CancellationToken)).Error!.Reason.ShouldBe(ErrorReason.ImageUrlAddressNotAllowed);
    }

    [Fact]
    public async Task Locate_PassWithANameThatLeadsInside_IsRefused()
    {
        var fetcher = new ScriptedFetcher();
        using var request = LocatorCase.Of(["https://example.com/a", "https://inside/a", "https://example.com/a"]);

        var error = (await request.LocateAsync(fetcher, RemoteImages.Pass, cancellationToken: TestContext.Current.CancellationToken)).Error!;

        (error.Reason, error.Param).ShouldBe((ErrorReason.ImageUrlAddressNotAllowed, "messages[0].content[1].image_url.url"));
        fetcher.Judged.Count(url => url == "https://example.com/a").ShouldBeLessThanOrEqualTo(1);
        fetcher.Fetched.ShouldBeEmpty();
    }

    [Fact]
    public async Task Locate_PassAndTheCallerLeaves_Stops()
    {
        using var caller = new CancellationTokenSource();
        var fetcher = new ScriptedFetcher
        {
            OnFetch = async (_, cancellationToken) =>
            {
                await caller.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            },
        };
        using var request = LocatorCase.Of(["https://example.com/a", "https://example.com/b"]);

        await Should.ThrowAsync<OperationCanceledException>(async () => await request.LocateAsync(fetcher, RemoteImages.Pass, cancellationToken: caller.Token));
    }

    [Fact]
    public async Task Locate_Url_IsFetchedForTheKeyThatAsks()
    {
        var fetcher = new ScriptedFetcher { Images = { ["https://example.com/a"] = SampleImages.Jpeg(8, 16) } };
        using var request = LocatorCase.Of(["https://example.com/a"]);
        using var located = (await request.LocateAsync(fetcher, cancellationToken: TestContext.Current.CancellationToken)).Value;

        fetcher.Tenants.ShouldHaveSingleItem().ShouldBe(new KeyId("key-test"));
        located.Images[0].IsMislabelled.ShouldBeFalse();
    }

    [Fact]
    public async Task Locate_B10_SignedUrl_KeepsItsQueryByteForByte()
    {
        const string Url = "https://bucket.example.com/a%20b.png?X-Amz-Signature=%7e%2d+%2F==&X-Amz-Date=20261120T000000Z&response-content-type=image%2Fpng&a=b&a=";
        foreach (var remote in new[] { RemoteImages.Inline, RemoteImages.Pass })
        {
            var fetcher = new ScriptedFetcher { Images = { [Url] = SampleImages.Jpeg(8, 16) } };
            using var request = LocatorCase.Of([Url]);
            using var located = (await request.LocateAsync(fetcher, remote, cancellationToken: TestContext.Current.CancellationToken)).Value;

            located.Images[0].Url.ShouldBe(Url);
            fetcher.Fetched.Concat(fetcher.Judged).ShouldHaveSingleItem().ShouldBe(Url);
        }
    }

    [Theory]
    [InlineData("gs://bucket/a.png", ErrorReason.ImageUrlSchemeNotAllowed, "Google Cloud Storage")]
    [InlineData("S3://bucket/a.png", ErrorReason.ImageUrlSchemeNotAllowed, "Amazon S3")]
    [InlineData("ms://file-1", ErrorReason.ImageUrlSchemeNotAllowed, "Moonshot AI")]
    [InlineData("oss://bucket/a.png", ErrorReason.ImageUrlSchemeNotAllowed, "Alibaba Model Studio")]
    [InlineData("file-abc123", ErrorReason.ImageUrlInvalid, "OpenAI")]
    [InlineData("file_011CNha8iCJcU1wXNR6q4V8w", ErrorReason.ImageUrlInvalid, "Anthropic")]
    [InlineData("files/abc-123", ErrorReason.ImageUrlInvalid, "the Gemini API")]
    public async Task Locate_B11_ProviderFile_IsRefusedByItsName(string source, string reason, string holder)
    {
        foreach (var remote in new[] { RemoteImages.Inline, RemoteImages.Pass })
        {
            var fetcher = new ScriptedFetcher();
            using var request = LocatorCase.Of([source]);

            var error = (await request.LocateAsync(fetcher, remote, cancellationToken: TestContext.Current.CancellationToken)).Error!;

            (error.Reason, error.Row.Status).ShouldBe((reason, 400));
            error.Message.ShouldContain($"lies at {holder}");
            fetcher.Fetched.Concat(fetcher.Judged).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Locate_ManyUrls_FetchesAtMostFourAtOnce()
    {
        var arrived = new SemaphoreSlim(0);
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fetcher = new ScriptedFetcher
        {
            OnFetch = async (_, cancellationToken) =>
            {
                arrived.Release();
                await open.Task.WaitAsync(cancellationToken);
            },
        };
        var urls = Enumerable.Range(0, 12).Select(index => $"https://example.com/{index}").ToList();
        urls.ForEach(url => fetcher.Images[url] = SampleImages.Jpeg(8, 8));
        using var request = LocatorCase.Of(urls);

        var locating = request.LocateAsync(fetcher, cancellationToken: TestContext.Current.CancellationToken);
        for (var i = 0; i < 4; i++)
        {
            await arrived.WaitAsync(TestContext.Current.CancellationToken);
        }

        open.SetResult();
        using var located = (await locating).Value;

        located.Images.Count.ShouldBe(12);
        fetcher.MostAtOnce.ShouldBe(4);
    }

    [Fact]
    public async Task Locate_OneFetchFails_EndsTheOthersAndGivesAllMemoryBack()
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fetcher = new ScriptedFetcher
        {
            Images = { ["https://example.com/good"] = SampleImages.Jpeg(8, 8), ["https://example.com/slow"] = [] },
            OnFetch = async (url, cancellationToken) =>
            {
                if (url.EndsWith("slow", StringComparison.Ordinal))
                {
                    waiting.SetResult();
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }

                if (url.EndsWith("bad", StringComparison.Ordinal))
                {
                    await waiting.Task;
                }
            },
        };
        using var request = LocatorCase.Of(["https://example.com/good", "https://example.com/slow", "https://example.com/bad"]);

        var error = (await request.LocateAsync(fetcher, cancellationToken: TestContext.Current.CancellationToken)).Error!;

        (error.Reason, error.Param).ShouldBe((ErrorReason.ImageFetchFailed, "messages[0].content[2].image_url.url"));
        fetcher.Rented.ShouldBe(1);
        fetcher.Disposed.ShouldBe(1);
    }

    [Fact]
    public async Task Locate_FetchedPage_IsRefusedByItsBytes()
    {
        var fetcher = new ScriptedFetcher { Images = { ["https://example.com/a.png"] = [.. "<!DOCTYPE html><html></html>"u8] } };
        using var request = LocatorCase.Of(["https://example.com/a.png"]);

        var error = (await request.LocateAsync(fetcher, cancellationToken: TestContext.Current.CancellationToken)).Error!;

        (error.Reason, error.Param).ShouldBe((ErrorReason.UnsupportedImageFormat, "messages[0].content[0].image_url.url"));
        error.Message.ShouldContain("an HTML page");
        fetcher.Disposed.ShouldBe(1);
    }

    [Fact]
    public async Task Locate_CallerLeaves_StopsAndGivesAllMemoryBack()
    {
        using var caller = new CancellationTokenSource();
        var fetcher = new ScriptedFetcher
        {
            Images = { ["https://example.com/a"] = SampleImages.Jpeg(8, 8) },
            OnFetch = async (url, cancellationToken) =>
            {
                if (url.EndsWith('b'))
                {
                    await caller.CancelAsync();
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
            },
        };
        using var request = LocatorCase.Of(["https://example.com/a", "https://example.com/b"]);

        await Should.ThrowAsync<OperationCanceledException>(async () => await request.LocateAsync(fetcher, cancellationToken: caller.Token));
        fetcher.Disposed.ShouldBe(fetcher.Rented);
    }

    [Fact]
    public async Task Locate_NoRoomForWhatWasFetched_IsRefusedAndGivesAllMemoryBack()
    {
        var fetcher = new ScriptedFetcher { Images = { ["https://example.com/a"] = SampleImages.Jpeg(8, 8), ["https://example.com/b"] = SampleImages.Jpeg(9, 9) } };
        using var request = LocatorCase.Of(["https://example.com/a", "https://example.com/b"]);
        var room = (long)SampleImages.Jpeg(9, 9).Length;

        var error = (await request.LocateAsync(fetcher, admit: bytes => (room -= bytes) >= 0, cancellationToken: TestContext.Current.CancellationToken)).Error!;

        (error.Reason, error.Row.Status, error.RetryAfterSeconds).ShouldBe((ErrorReason.GatewayOverloaded, 503, 1));
        fetcher.Disposed.ShouldBe(fetcher.Rented);
    }

    [Fact]
    public async Task Locate_AllTogetherTakeTooLong_IsRefusedWithTheTime()
    {
        var fetcher = new ScriptedFetcher { OnFetch = (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken) };
        using var request = LocatorCase.Of(["https://example.com/a", "https://example.com/b"]);
        var locator = new ImageLocator(fetcher, new ImageLocatorOptions { Pool = new BlockPool(1), MaxFetchTime = TimeSpan.FromMilliseconds(1) });

        var error = (await locator.LocateAsync(request.Request, request.Body, new RemoteTerms(new KeyId("key-test"), RemoteImages.Inline, _ => true), TestContext.Current.CancellationToken)).Error!;

        (error.Reason, error.Param).ShouldBe((ErrorReason.ImageFetchFailed, "messages[0].content[0].image_url.url"));
        error.Message.ShouldContain("seconds");
    }
}
