using System.Net;
using System.Net.Sockets;
using Iris.Commands;
using Iris.DataFolder;
using Iris.Gateway.Tests.DataFolder;

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
