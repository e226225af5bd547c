using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.LocalVision;
using Iris.LocalVision.Tokens;

namespace Iris.Gateway.Tests.LocalVision;

public sealed class LocalVisionProviderTests
{
    private static readonly Raster Photo = Painter.Photo();
    private static readonly ImageFacts PhotoFacts = VisionCall.Facts(Photo, ImageFormat.Jpeg);

    [Fact]
    public async Task Answer_OneImage_StreamsWordsThenFinishThenUsage()
    {
        var events = await Answer(VisionCall.Create("What is in this image?", PhotoFacts));

        events.SkipLast(2).ShouldAllBe(e => e is TextDelta);
        events.Count.ShouldBeGreaterThan(40);
        events[^2].ShouldBe(new AnswerFinished(0, FinishReason.Stop, null));
        var text = VisionCall.Text(events);
        events[^1].ShouldBeOfType<UsageReported>().Usage.ShouldBe(new TokenUsage
        {
            PromptTokens = 6 + (19 * 13),
            CompletionTokens = TokenRule.OfText(text),
            ImageTokens = 19 * 13,
        });
    }

    [Fact]
    public async Task Answer_NotStreamed_IsOneDelta()
    {
        var call = VisionCall.Create("What is in this image?", PhotoFacts);
        var events = await Answer(call with { Request = call.Request with { Stream = false } });

        events.Count.ShouldBe(3);
        VisionCall.Text(events).ShouldBe(VisionCall.Text(await Answer(call)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(33)]
    public async Task Answer_MaxTokens_CutsThereAndSaysLength(int maxTokens)
    {
        var call = VisionCall.Create("What is in this image?", PhotoFacts);
        var events = await Answer(call with { Request = call.Request with { MaxTokens = maxTokens } });

        events[^2].ShouldBe(new AnswerFinished(0, FinishReason.Length, null));
        events[^1].ShouldBeOfType<UsageReported>().Usage.CompletionTokens.ShouldBe(maxTokens);
        VisionCall.Text(await Answer(call)).ShouldStartWith(VisionCall.Text(events));
    }

    [Fact]
    public async Task Answer_BadSecondImage_FailsWithItsPath()
    {
        var broken = new GatewayError(ErrorReason.ImageDecodeFailed, "The image is broken.");
        var provider = new LocalVisionProvider(new FakePixelWorkers(Photo, broken, broken));

        var events = await VisionCall.Collect(provider, VisionCall.Create("Hi", PhotoFacts, PhotoFacts, PhotoFacts));

        events.ShouldHaveSingleItem().ShouldBe(new AnswerFailed(broken with { Param = "messages[0].content[2].image_url.url" }));
    }

    [Fact]
    public async Task Answer_WorkersBusyForText_Fails()
    {
        var busy = new GatewayError(ErrorReason.PixelWorkersBusy, "Busy.");
        var provider = new LocalVisionProvider(new FakePixelWorkers(Photo) { Words = busy });

        var events = await VisionCall.Collect(provider, VisionCall.Create("Hi", PhotoFacts));

        events.ShouldHaveSingleItem().ShouldBeOfType<AnswerFailed>().Error.ShouldBe(busy with { Param = "messages[0].content[1].image_url.url" });
    }

    [Fact]
    public async Task Answer_TextReaderStopped_StillDescribes()
    {
        var stopped = new FakePixelWorkers(Photo) { Words = new GatewayError(ErrorReason.PixelWorkerRestarted, "Stopped.") };

        var text = await VisionCall.Ask("Hi", stopped, PhotoFacts);

        text.ShouldStartWith("This looks like a photo");
        text.ShouldContain("I could not read the text in it: reading took too much time or memory and was stopped.");
    }

    [Fact]
    public async Task Answer_NoTesseract_SaysHowToGetIt()
    {
        var text = await VisionCall.Ask("Read the text", new FakePixelWorkers(Photo) { CanReadText = false }, PhotoFacts);

        text.ShouldStartWith("I could not look for text in it, because Tesseract is not installed");
    }

    [Fact]
    public async Task Answer_LinkWithoutBytes_IsAnInternalFault()
    {
        var call = VisionCall.Create("Hi", PhotoFacts) with { Images = [new LinkedImage("https://example.com/a.png", false)], Facts = [null] };

        var events = await Answer(call);

        events.ShouldHaveSingleItem().ShouldBeOfType<AnswerFailed>().Error.Reason.ShouldBe(ErrorReason.InternalFault);
    }

    [Fact]
    public async Task Answer_CancelledWhileWaiting_Throws()
    {
        using var stop = new CancellationTokenSource();
        var provider = new LocalVisionProvider(new FakePixelWorkers(Photo) { Hold = new TaskCompletionSource() });
        await using var events = provider.AnswerAsync(VisionCall.Create("Hi", PhotoFacts), stop.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = events.MoveNextAsync().AsTask();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(next);
    }

    [Fact]
    public async Task Answer_CancelledBetweenWords_Throws()
    {
        using var stop = new CancellationTokenSource();
        var provider = new LocalVisionProvider(new FakePixelWorkers(Photo));
        await using var events = provider.AnswerAsync(VisionCall.Create("Hi", PhotoFacts), stop.Token).GetAsyncEnumerator(CancellationToken.None);
        (await events.MoveNextAsync()).ShouldBeTrue();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await events.MoveNextAsync());
    }

    [Fact]
    public async Task Answer_ImageFittedBeforehand_DecodesItAsWhatItIsNow()
    {
        var original = PhotoFacts with { Format = ImageFormat.Gif, Frames = 12, Orientation = 6, Bytes = 900_000 };
        var workers = new FakePixelWorkers(Photo);
        var call = VisionCall.Create("Hi", original) with { Images = [new InlineImage(new MemoryByteSource(new byte[100]), "image/png", false)] };

        var text = VisionCall.Text(await VisionCall.Collect(new LocalVisionProvider(workers), call));

        workers.FactsSeen.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Format.ShouldBe(ImageFormat.Png),
            f => f.Bytes.ShouldBe(100),
            f => f.Orientation.ShouldBe(1),
            f => f.Frames.ShouldBe(1));
        text.ShouldContain("a GIF image of 400 × 600 pixels (portrait, 900 KB)");
        text.ShouldContain("It is animated, with 12 frames; I looked only at the first.");
    }

    [Theory]
    [InlineData("What colour?", "What colour?")]
    [InlineData("What col\\u006fur\\n\\\"is\\\" it\\ud83d\\ude00?", "What colour \"is\" it😀?")]
    [InlineData("Grö\\u00dfe \\/ n\\ttab", "Größe / n tab")]
    public async Task Usage_EscapedPrompt_CountsAsItsText(string json, string text)
    {
        var events = await Answer(VisionCall.Create(json));

        events[^1].ShouldBeOfType<UsageReported>().Usage.PromptTokens.ShouldBe(TokenRule.OfText(text));
    }

    [Theory]
    [InlineData("What col\\u006fur is it?")]
    [InlineData("Tell me its colou\\u0072")]
    public async Task Answer_EscapedQuestion_IsUnderstood(string json) =>
        VisionCall.Text(await Answer(VisionCall.Create(json, PhotoFacts))).ShouldStartWith("Its main colours are");

    [Theory]
    [InlineData("\\u00e4", 682)]
    [InlineData("\\\\", 2047)]
    [InlineData("日", 1365)]
    [InlineData("\\ud83d\\ude00", 341)]
    public async Task Answer_VeryLongQuestion_IsReadUpToFourKibibytesAtAWholeCharacter(string unit, int wholeUnits)
    {
        var json = "colour " + string.Concat(Enumerable.Repeat(unit, wholeUnits * 3));

        VisionCall.Text(await Answer(VisionCall.Create(json, PhotoFacts))).ShouldStartWith("Its main colours are");
    }

    [Fact]
    public void CreateEndpoint_Limits_AreTheGivenProfileAndTurnedPhotosAreTaken()
    {
        var endpoint = LocalVisionProvider.CreateEndpoint(VisionCall.Limits);

        endpoint.ShouldSatisfyAllConditions(
            e => e.Id.Value.ShouldBe("iris:local-vision"),
            e => e.Model.Id.Value.ShouldBe("iris/local-vision"),
            e => e.Model.SeesImages.ShouldBeTrue(),
            e => e.Model.ContextLength.ShouldBe(131_072),
            e => e.Model.MaxOutputTokens.ShouldBe(4096),
            e => e.Price.ShouldBe(ModelPrice.Free),
            e => e.ImageLimits.ShouldBe(VisionCall.Limits with { AppliesOrientation = true }));
        new LocalVisionProvider(new FakePixelWorkers()).Name.ShouldBe(endpoint.Provider);
    }

    private static Task<List<ChatEvent>> Answer(Core.Providers.ProviderCall call) =>
        VisionCall.Collect(new LocalVisionProvider(new FakePixelWorkers(Photo)), call);
}
