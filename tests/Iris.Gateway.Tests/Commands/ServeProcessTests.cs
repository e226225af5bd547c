using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Iris.Commands;
using Iris.DataFolder;
using Iris.Gateway.Tests.DataFolder;
using Iris.Gateway.Tests.Gateway;

namespace Iris.Gateway.Tests.Commands;

public sealed class ServeProcessTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Serve_AskedToEnd_EndsWellAndLetsGoOfTheFolder(string signal)
    {
        using var iris = IrisProcess.Start(Environment(port: "0"), "serve");
        var address = await iris.ReadyAsync();

        address.IsLoopback.ShouldBeTrue();
        LockFile.ReadHolder(_temporary.Path).ShouldBe(new LockHolder(iris.Id, address));

        var run = await iris.StopAsync(signal);

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        LockFile.ReadHolder(_temporary.Path).ShouldBeNull();
        using var folder = OpenDataFolder.TryOpen(_temporary.Path);
        folder.ShouldNotBeNull();
    }

    [Fact]
    public async Task Serve_FolderOpenInAnotherProcess_SaysWhoAndWhere()
    {
        using var first = IrisProcess.Start(Environment(port: "0"), "serve");
        var address = await first.ReadyAsync();

        using var second = IrisProcess.Start(Environment(port: "0"), "serve");
        var run = await second.EndAsync();

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain($"process {first.Id} at {address.GetLeftPart(UriPartial.Authority)}");
        run.Error.ShouldContain("IRIS_DATA");
    }

    [Fact]
    public async Task Serve_KilledHard_TheNextStartGoesAheadWithTheSameKey()
    {
        string key;
        using (var first = IrisProcess.Start(Environment(port: "0"), "serve"))
        {
            await first.ReadyAsync();
            key = DefaultKeyFile.TryRead(_temporary.Path).ShouldNotBeNull();
            await first.StopAsync("KILL");
        }

        using var second = IrisProcess.Start(Environment(port: "0"), "serve");
        await second.ReadyAsync();

        DefaultKeyFile.TryRead(_temporary.Path).ShouldBe(key);
        LockFile.ReadHolder(_temporary.Path).ShouldNotBeNull().ProcessId.ShouldBe(second.Id);
    }

    [Fact]
    public async Task Serve_WithoutWelcome_NeverPrintsTheKey()
    {
        using var iris = IrisProcess.Start(Environment(port: "0"), "serve");
        await iris.ReadyAsync();
        var run = await iris.StopAsync("TERM");

        run.Output.ShouldContain(DefaultKeyFile.PathIn(_temporary.Path));
        (run.Output + run.Error).ShouldNotContain(DefaultKeyFile.TryRead(_temporary.Path).ShouldNotBeNull());
    }

    [Fact]
    public async Task Serve_ShortOperatorKey_IsRefusedBeforeTheFolderIsTouched()
    {
        var environment = Environment(port: "0");
        environment["IRIS_API_KEY"] = "too-short";
        using var iris = IrisProcess.Start(environment, "serve");

        var run = await iris.EndAsync();

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain("IRIS_API_KEY has 9 characters; a key needs at least 20.");
        Directory.Exists(_temporary.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Serve_PortTaken_SaysSoAndNamesTheVariable()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();
        var port = ((IPEndPoint)squatter.LocalEndpoint).Port;
        using var iris = IrisProcess.Start(Environment(port.ToString(System.Globalization.CultureInfo.InvariantCulture)), "serve");

        var run = await iris.EndAsync();

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain($"Port {port} is taken");
        run.Error.ShouldContain("IRIS_PORT");
    }

    [Fact]
    public async Task Serve_ConfigurationWithMistakes_TellsAllOfThemAndLetsGoOfTheFolder()
    {
        var environment = Environment(port: "0");
        environment["IRIS_CONFIG"] = _temporary.File("iris.yaml");
        await File.WriteAllTextAsync(environment["IRIS_CONFIG"], "listen: nowhere\nsurprise: 1\n", TestContext.Current.CancellationToken);

        var run = await CommandRun.Of(environment, "/", "serve");

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain("listen");
        run.Error.ShouldContain("surprise");
        using var folder = OpenDataFolder.TryOpen(_temporary.Path);
        folder.ShouldNotBeNull();
    }

    [Fact]
    public async Task Serve_CatalogueWithMistakes_TellsAllOfThemAndDoesNotStart()
    {
        RunningGateway.WriteCatalogue(_temporary.Path, "models.json", """{"modles": [], "models": [{"id": "Upper/Case"}]}""");

        var run = await CommandRun.Of(Environment(port: "0"), "/", "serve");

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain("has 2 mistake(s)");
        run.Error.ShouldContain("models.json: modles: is unknown: did you mean models?");
        run.Error.ShouldContain("models.json: models[0].id: is the text \"Upper/Case\"");
        using var folder = OpenDataFolder.TryOpen(_temporary.Path);
        folder.ShouldNotBeNull();
    }

    [Fact]
    public async Task Serve_Hangup_ReadsTheCatalogueAnewAndGoesOn()
    {
        var environment = Environment(port: "0");
        environment["OPENAI_API_KEY"] = "sk-nothing-is-sent";
        using var iris = IrisProcess.Start(environment, "serve");
        using var http = new HttpClient { BaseAddress = await iris.ReadyAsync() };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DefaultKeyFile.TryRead(_temporary.Path));
        var cancellationToken = TestContext.Current.CancellationToken;
        (await http.GetAsync("/v1/models/acme/seer-1", cancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        RunningGateway.WriteCatalogue(
            _temporary.Path,
            "models.json",
            """{"models": [{"id": "acme/seer-1"}], "endpoints": [{"profile": "openai", "upstream_model": "seer", "model": "acme/seer-1"}]}""");
        await iris.SignalAsync("HUP");

        // The signal is answered on another thread: asked again until it shows, or the test's own limit ends it.
        while ((await http.GetAsync("/v1/models/acme/seer-1", cancellationToken)).StatusCode != HttpStatusCode.OK)
        {
            await Task.Yield();
        }

        var run = await iris.StopAsync("TERM");
        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Error.ShouldContain("The catalogue was read anew");
    }

    [Theory]
    [InlineData("seventy")]
    [InlineData("70000")]
    [InlineData("-1")]
    public async Task Serve_PortThatIsNone_IsRefused(string port)
    {
        var run = await CommandRun.Of(Environment(port), "/", "serve");

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain($"IRIS_PORT is '{port}'");
    }

    private Dictionary<string, string> Environment(string port) => new()
    {
        ["IRIS_DATA"] = _temporary.Path,
        ["IRIS_PORT"] = port,
    };
}
