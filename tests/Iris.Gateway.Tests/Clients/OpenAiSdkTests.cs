using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;

namespace Iris.Gateway.Tests.Clients;

/// <summary>NuGet <c>OpenAI</c> 2.15.0 against a running Iris.</summary>
public sealed class OpenAiSdkTests(RunningIris iris) : IClassFixture<RunningIris>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hills.png", "image/png")]
    [InlineData("hills.jpg", "image/jpeg")]
    [InlineData("hills.webp", "image/webp")]
    [InlineData("hills.gif", "image/gif")]
    public async Task CompleteChat_PictureAsBytes_ReachesTheProviderAsItIs(string file, string mediaType)
    {
        var bytes = await File.ReadAllBytesAsync(PathOf(file), Token);

        var completion = (await Chat(RunningIris.Seeing).CompleteChatAsync([Question(bytes, mediaType)], cancellationToken: Token)).Value;

        (string, string) expected = (mediaType, ScriptedProvider.Digest(bytes));
        iris.Provider.LastPictures.ShouldBe([expected]);
        completion.Content[0].Text.ShouldBe(ScriptedProvider.AnswerTo(expected));
        completion.FinishReason.ShouldBe(ChatFinishReason.Stop);
        completion.Usage.InputTokenCount.ShouldBe(101);
        completion.Usage.OutputTokenCount.ShouldBe(20);
    }

    [Fact]
    public async Task CompleteChatStreaming_Picture_AnswersInPieces()
    {
        var bytes = await File.ReadAllBytesAsync(PathOf("hills.jpg"), Token);
        var pieces = new List<string>();
        ChatTokenUsage? usage = null;

        await foreach (var update in Chat(RunningIris.Seeing).CompleteChatStreamingAsync([Question(bytes, "image/jpeg")], cancellationToken: Token))
        {
            pieces.AddRange(update.ContentUpdate.Select(part => part.Text));
            usage = update.Usage ?? usage;
        }

        pieces.Count(piece => piece.Length > 0).ShouldBeGreaterThan(3);
        string.Concat(pieces).Trim().ShouldBe(ScriptedProvider.AnswerTo(("image/jpeg", ScriptedProvider.Digest(bytes))));
        usage.ShouldNotBeNull().TotalTokenCount.ShouldBe(121);
    }

    [Fact]
    public async Task CompleteChat_EmbeddedModel_DescribesThePicture()
    {
        var bytes = await File.ReadAllBytesAsync(PathOf("hills.webp"), Token);

        var completion = (await Chat("iris/local-vision").CompleteChatAsync([Question(bytes, "image/webp")], cancellationToken: Token)).Value;

        completion.Content[0].Text.ShouldContain("WebP");
        completion.Content[0].Text.ShouldContain("640");
    }

    [Fact]
    public async Task CompleteChat_WrongKey_Is401()
        => (await FailureAsync(Chat(RunningIris.Seeing, key: "sk-iris-wrong-wrong-wrong-wrong"))).Status.ShouldBe(401);

    [Fact]
    public async Task CompleteChat_BytesThatAreNoImage_Is400AndSaysWhichPart()
    {
        var failure = await FailureAsync(Chat(RunningIris.Seeing), "this is a letter, not an image"u8.ToArray());

        failure.Status.ShouldBe(400);
        Body(failure).ShouldContain("unsupported_image_format");
        Body(failure).ShouldContain("messages[0].content[1]");
    }

    [Fact]
    public async Task CompleteChat_UnknownModel_Is404()
        => (await FailureAsync(Chat("nobody/has-this-model"))).Status.ShouldBe(404);

    [Fact]
    public async Task CompleteChat_TextOnlyModel_SaysWhatAgentsMatchOn()
    {
        var failure = await FailureAsync(Chat(RunningIris.TextOnly));

        failure.Status.ShouldBe(404);
        failure.Message.ShouldContain("No endpoints found that support image input");
    }

    [Fact]
    public async Task CompleteChat_FailingProvider_Is502()
        => (await FailureAsync(Chat(ScriptedProvider.Failing))).Status.ShouldBe(502);

    [Fact]
    public async Task CompleteChat_RateLimitedProvider_Is429WithTheTimeToWait()
    {
        var failure = await FailureAsync(Chat(ScriptedProvider.Limited));

        failure.Status.ShouldBe(429);
        failure.GetRawResponse().ShouldNotBeNull().Headers.TryGetValue("Retry-After", out var seconds).ShouldBeTrue();
        seconds.ShouldBe("7");
    }

    [Fact]
    public async Task GetModels_Always_ListsTheEmbeddedModelToo()
    {
        var models = (await new OpenAIModelClient(new ApiKeyCredential(RunningIris.Key), Options()).GetModelsAsync(Token)).Value;

        models.Select(model => model.Id).ShouldContain("iris/local-vision");
        models.ShouldContain(model => model.Id.EndsWith("gpt-4o", StringComparison.Ordinal));
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "pictures", file);

    private static string Body(ClientResultException failure) => failure.GetRawResponse().ShouldNotBeNull().Content.ToString();

    private static UserChatMessage Question(byte[] image, string mediaType) => new(
        ChatMessageContentPart.CreateTextPart("What is in this image?"),
        ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(image), mediaType));

    private static async Task<ClientResultException> FailureAsync(ChatClient client, byte[]? image = null)
    {
        image ??= await File.ReadAllBytesAsync(PathOf("hills.png"), Token);
        return await Should.ThrowAsync<ClientResultException>(() => client.CompleteChatAsync([Question(image, "image/png")], cancellationToken: Token));
    }

    private ChatClient Chat(string model, string key = RunningIris.Key) => new(model, new ApiKeyCredential(key), Options());

    private OpenAIClientOptions Options() => new() { Endpoint = new Uri(iris.Address, "v1"), RetryPolicy = new ClientRetryPolicy(0) };
}
