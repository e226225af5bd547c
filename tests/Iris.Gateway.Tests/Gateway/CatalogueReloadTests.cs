using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Iris.TestKit;

namespace Iris.Gateway.Tests.Gateway;

public sealed class CatalogueReloadTests
{
    private const string Narrow = """{"profiles": [{"name": "unknown", "formats": ["png"], "max_images": 1}]}""";

    private const string Named = """{"models": [{"id": "test/vision", "name": "By the operator", "context_length": 1234}]}""";

    [Fact]
    public async Task Reload_NewFiles_ShowInTheListAndHoldForRequests()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        (await ModelAsync(gateway))["name"]!.GetValue<string>().ShouldBe("test/vision");

        RunningGateway.WriteCatalogue(gateway.Folder, "models.json", Named);
        RunningGateway.WriteCatalogue(gateway.Folder, "image-limits.json", Narrow);
        (await gateway.ReloadAsync()).ShouldBeEmpty();

        var model = await ModelAsync(gateway);
        model["name"]!.GetValue<string>().ShouldBe("By the operator");
        model["context_length"]!.GetValue<int>().ShouldBe(1234);
        var two = string.Join(',', RunningGateway.ImagePart(SampleImages.Png(8, 8)), RunningGateway.ImagePart(SampleImages.Png(9, 9)));
        using var answer = await gateway.PostAsync(RunningGateway.Chat(two));
        ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        upstream.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reload_BadFile_KeepsTheCatalogueInUseAndLogsAllMistakes()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        RunningGateway.WriteCatalogue(gateway.Folder, "models.json", Named);
        (await gateway.ReloadAsync()).ShouldBeEmpty();

        RunningGateway.WriteCatalogue(gateway.Folder, "models.json", """{"models": [{"id": "x"}], "endpoints": 1}""");
        (await gateway.ReloadAsync()).Count.ShouldBe(2);

        (await ModelAsync(gateway))["name"]!.GetValue<string>().ShouldBe("By the operator");
        gateway.Log.Errors.ShouldContain(line => line.Contains("models[0].id"));
        gateway.Log.Errors.ShouldContain(line => line.Contains("models.json: endpoints is 1"));
        gateway.Log.Errors.ShouldContain(line => line.Contains("The catalogue in use stays"));
    }

    [Fact]
    public async Task Reload_ProfileThatTheConfigurationNamesIsGone_KeepsTheCatalogueInUse()
    {
        await using var gateway = await RunningGateway.StartAsync("images: {limits: mine}", imageLimits: """{"profiles": [{"name": "mine", "formats": ["png"]}]}""");
        File.Delete(Path.Combine(gateway.Folder, "catalogue", "image-limits.json"));
        (await gateway.ReloadAsync()).ShouldHaveSingleItem().Problem.ShouldContain("mine");
    }

    [Fact]
    public async Task Reload_WhileRequestsAreAnswered_FailsNone()
    {
        await using var upstream = await FakeUpstream.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(upstream);
        RunningGateway.WriteCatalogue(gateway.Folder, "models.json", Named);
        var requests = Enumerable.Range(0, 4).Select(async _ =>
        {
            for (var i = 0; i < 20; i++)
            {
                await ModelAsync(gateway);
            }
        });
        var reloads = Enumerable.Range(0, 5).Select(_ => gateway.ReloadAsync());
        await Task.WhenAll(requests);
        (await Task.WhenAll(reloads)).ShouldAllBe(mistakes => mistakes.Count == 0);
    }

    private static async Task<JsonNode> ModelAsync(RunningGateway gateway)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models/test/vision");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RunningGateway.Key);
        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue();
        return await RunningGateway.JsonAsync(response);
    }
}
