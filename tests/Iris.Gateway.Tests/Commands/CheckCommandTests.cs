using Iris.Commands;
using Iris.DataFolder;
using Iris.Gateway.Tests.DataFolder;
using Iris.Gateway.Tests.Gateway;

namespace Iris.Gateway.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Check_FreshMachine_FindsNoMistakeAndCreatesNothing()
    {
        var run = await CheckAsync();

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Output);
        run.Output.ShouldContain(_temporary.Path);
        Directory.Exists(_temporary.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Check_SeveralMistakes_ReportsAllAtOnce()
    {
        Directory.CreateDirectory(_temporary.Path);
        await File.WriteAllTextAsync(DefaultKeyFile.PathIn(_temporary.Path), "no key", TestContext.Current.CancellationToken);

        var run = await CheckAsync(("IRIS_API_KEY", "short"), ("IRIS_PORT", "x"));

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Output.ShouldContain("IRIS_API_KEY");
        run.Output.ShouldContain("IRIS_PORT");
        run.Output.ShouldContain("default-key");
        run.Output.ShouldContain("3 to mend.");
    }

    [Fact]
    public async Task Check_MistakesInTheConfiguration_ReportsEachWithItsPathAndLine()
    {
        var file = _temporary.File("mine.yaml");
        await File.WriteAllTextAsync(
            file,
            """
            listen: nowhere
            providers:
              openai:
                base_url: not-a-url
            surprise: 1
            """,
            TestContext.Current.CancellationToken);

        var run = await CheckAsync(("IRIS_CONFIG", file));

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Output.ShouldContain("listen (line 1): `nowhere`");
        run.Output.ShouldContain("providers.openai.base_url (line 4): `not-a-url`");
        run.Output.ShouldContain("surprise (line 5)");
        run.Output.ShouldContain("3 to mend.");
    }

    [Fact]
    public async Task Check_MistakesInTheCatalogueAndTheConfiguration_ReportsAllOfThem()
    {
        RunningGateway.WriteCatalogue(_temporary.Path, "models.json", """{"endpoints": [{"profile": "openai", "upstream_model": "x", "model": "openai/gpt-4o", "price": {"input": 1, "output": "1"}}]}""");
        RunningGateway.WriteCatalogue(_temporary.Path, "image-limits.json", """{"profiles": [{"name": "mine"}]}""");
        await File.WriteAllTextAsync(Path.Combine(_temporary.Path, "iris.yaml"), "surprise: 1", TestContext.Current.CancellationToken);

        var run = await CheckAsync();

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Output.ShouldContain("mistake  catalogue/models.json: endpoints[0].price.input: is 1");
        run.Output.ShouldContain("→ write dollars per million tokens");
        run.Output.ShouldContain("mistake  catalogue/image-limits.json: profiles[0].formats: is missing");
        run.Output.ShouldContain("surprise (line 1)");
        run.Output.ShouldContain("3 to mend.");
    }

    [Fact]
    public async Task Check_CatalogueOfTheOperator_IsNamed()
    {
        RunningGateway.WriteCatalogue(_temporary.Path, "image-limits.json", """{"profiles": [{"name": "mine", "formats": ["png"]}]}""");
        await File.WriteAllTextAsync(Path.Combine(_temporary.Path, "iris.yaml"), "images: {limits: mine}", TestContext.Current.CancellationToken);

        var run = await CheckAsync();

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Output);
        run.Output.ShouldContain($"models   {Path.Combine(_temporary.Path, "catalogue", "image-limits.json")}");
    }

    [Fact]
    public async Task Check_ConfigurationNamesAProfileOfABrokenCatalogue_BlamesTheCatalogueOnly()
    {
        RunningGateway.WriteCatalogue(_temporary.Path, "image-limits.json", """{"profiles": [{"name": "mine", "formats": 1}]}""");
        await File.WriteAllTextAsync(Path.Combine(_temporary.Path, "iris.yaml"), "images: {limits: mine}", TestContext.Current.CancellationToken);

        var run = await CheckAsync();

        run.Output.ShouldContain("catalogue/image-limits.json: profiles[0].formats");
        run.Output.ShouldContain("1 to mend.");
    }

    [Fact]
    public async Task Check_ConfigurationThatIsNotThere_IsAMistakeOnlyWhenItWasNamed()
    {
        (await CheckAsync()).Output.ShouldContain("iris.yaml would be read");

        var run = await CheckAsync(("IRIS_CONFIG", _temporary.File("missing.yaml")));
        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Output.ShouldContain("missing.yaml");
    }

    [Fact]
    public async Task Check_WhileIrisRuns_SaysWho()
    {
        using var folder = OpenDataFolder.TryOpen(_temporary.Path).ShouldNotBeNull();
        folder.Announce(new Uri("http://127.0.0.1:4848"));

        var run = await CheckAsync();

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Output);
        run.Output.ShouldContain($"process {Environment.ProcessId} at http://127.0.0.1:4848");
        run.Output.ShouldNotContain(folder.DefaultKey);
    }

    private Task<CommandRun> CheckAsync(params (string Name, string Value)[] more)
    {
        var environment = more.ToDictionary(pair => pair.Name, pair => pair.Value);
        environment["IRIS_DATA"] = _temporary.Path;
        return CommandRun.Of(environment, "/", "check");
    }
}
