using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Fitting;

/// <summary>Image tokens in what answers and the ledger count, where the provider counts nothing.</summary>
public sealed class ImageUsageTests
{
    // 1200 × 800 px at a short side of 768: 3 × 2 tiles of 170, and 85.
    private const long HarbourTokens = 1105;

    [Fact]
    public async Task Answer_G6_WithoutUsage_HasImageTokensInsideThePromptAndTotalsAddUp()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        upstream.Next(200, """{"id":"up-1","object":"chat.completion","created":1,"model":"up","choices":[{"index":0,"message":{"role":"assistant","content":"A harbour."},"finish_reason":"stop"}]}""");
        await using var gateway = await StartAsync(upstream);

        using var response = await gateway.PostAsync(Request(""));

        var usage = (await RunningGateway.JsonAsync(response))["usage"]!;
        // 11 bytes of text are 4 tokens, and the message 4 more.
        usage["prompt_tokens"]!.GetValue<long>().ShouldBe(HarbourTokens + 8);
        usage["total_tokens"]!.GetValue<long>().ShouldBe(usage["prompt_tokens"]!.GetValue<long>() + usage["completion_tokens"]!.GetValue<long>());
    }

    [Fact]
    public async Task Ledger_G7_StreamWithoutUsage_CountsTheImage()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        upstream.Next(200, FakeUpstream.Chunk("A harbour.") + "data: [DONE]\n\n", "text/event-stream");
        await using var gateway = await StartAsync(upstream);

        using var response = await gateway.PostAsync(Request(",\"stream\":true"));
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("A harbour.");

        var row = (await gateway.StopAndReadLedgerAsync()).ShouldHaveSingleItem();
        row.PromptTokens.ShouldBe(HarbourTokens + 8);
        row.Estimated.ShouldBeTrue();
    }

    private static Task<RunningGateway> StartAsync(FakeUpstream upstream)
        => RunningGateway.StartAsync("providers:\n" + RunningGateway.Provider("openai", upstream.BaseUrl, model: "gpt-4o", more: "profile: openai"));

    private static string Request(string more)
        => RunningGateway.Chat("""{"type":"text","text":"What is it?"},""" + RunningGateway.ImagePart(Photos.Harbour, "image/jpeg"), model: "gpt-4o", more: more);
}
