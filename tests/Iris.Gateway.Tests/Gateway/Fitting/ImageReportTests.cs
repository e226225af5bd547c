using System.Text.Json.Nodes;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway.Fitting;

/// <summary><c>iris.images</c> in answers and in the ledger.</summary>
public sealed class ImageReportTests
{
    private const string Wanted = ""","iris":{"report":true}""";

    [Fact]
    public async Task Answer_Wanted_TellsWhatWasDone()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync("providers:\n" + RunningGateway.Provider("test", upstream.BaseUrl, more: "profile: xai"));

        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(Photos.HarbourWith(6), "image/jpeg"), more: Wanted));

        var report = (await RunningGateway.JsonAsync(response))["iris"]!["images"]!.AsArray().ShouldHaveSingleItem()!;
        report["part"]!.GetValue<string>().ShouldBe("messages[0].content[0].image_url.url");
        report["from"]!.ToJsonString().ShouldBe($$"""{"format":"jpeg","width":800,"height":1200,"bytes":{{Photos.HarbourWith(6).Length}}}""");
        report["to"]!.ToJsonString().ShouldBe($$"""{"format":"jpeg","width":800,"height":1200,"bytes":{{upstream.Single.Image(0).Bytes.Length}}}""");
        report["steps"]!.AsArray().Select(step => step!.GetValue<string>()).ShouldBe(["strip_metadata", "rotate", "reencode"], ignoreOrder: true);
    }

    [Fact]
    public async Task Stream_Wanted_TellsInTheLastChunkOnly()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        upstream.NextStream("a", "b");
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(SampleImages.Png(5, 4)), more: Wanted + ",\"stream\":true"));

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var chunks = text.Split("\n\n").Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[6..])!).ToList();
        chunks.Count(chunk => chunk["iris"] is not null).ShouldBe(1);
        chunks[^1]["iris"]!["images"]![0]!["steps"]!.ToJsonString().ShouldBe("""["keep"]""");
        chunks[^1]["usage"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Answer_NotWanted_SaysNothing()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);

        using var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(SampleImages.Png(5, 4))));

        (await RunningGateway.JsonAsync(response)).AsObject().ContainsKey("iris").ShouldBeFalse();
    }

    [Fact]
    public async Task Ledger_ImageThatCannotBeMade_KeepsWhatWasPlanned()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync("providers:\n" + RunningGateway.Provider("test", upstream.BaseUrl, more: "profile: zhipu"));
        // Its headers are whole and too wide for the model; its pixels are not there.
        var hollow = Pictures.Png(7000, 100, [0x78, 0x9C, 0xFF, 0xFF, 0xFF]);
        using (var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(hollow))))
        {
            await RunningGateway.ShouldFailAsync(response, 400, "image_decode_failed");
        }

        var row = (await gateway.StopAndReadLedgerAsync()).ShouldHaveSingleItem();
        upstream.Received.ShouldBeEmpty();
        row.ImageReport.ShouldNotBeNull();
        JsonNode.Parse(row.ImageReport)![0]!["steps"]!.ToJsonString().ShouldBe("""["shrink","reencode"]""");
    }

    [Fact]
    public async Task Ledger_BudgetRefusal_KeepsWhatWasPlanned()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync("limits: { default_key_budget_usd: 0.000001 }\nproviders:\n" + RunningGateway.Provider("openai", upstream.BaseUrl, model: "gpt-4o", more: "profile: openai"));
        using (var response = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(Photos.Harbour, "image/jpeg"), model: "gpt-4o")))
        {
            await RunningGateway.ShouldFailAsync(response, 402, "budget_exceeded");
        }

        var row = (await gateway.StopAndReadLedgerAsync()).ShouldHaveSingleItem();
        JsonNode.Parse(row.ImageReport!)![0]!["tokens_after"]!.GetValue<long>().ShouldBe(1105);
    }

    [Fact]
    public async Task Ledger_Always_KeepsTheReport()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        using (var withImage = await gateway.PostAsync(RunningGateway.Chat(RunningGateway.ImagePart(SampleImages.Png(5, 4)))))
        using (var without = await gateway.PostAsync(RunningGateway.Chat("""{"type":"text","text":"hi"}""")))
        {
            (withImage.IsSuccessStatusCode, without.IsSuccessStatusCode).ShouldBe((true, true));
        }

        var rows = await gateway.StopAndReadLedgerAsync();

        var report = JsonNode.Parse(rows[0].ImageReport!)!;
        report[0]!["from"]!["width"]!.GetValue<int>().ShouldBe(5);
        report[0]!["steps"]!.ToJsonString().ShouldBe("""["keep"]""");
        rows[1].ImageReport.ShouldBeNull();
    }
}
