using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Iris.Commands;
using Iris.DataFolder;
using Iris.Gateway.Tests.DataFolder;

namespace Iris.Gateway.Tests.Commands;

/// <summary><c>iris ask</c> as people run it: the whole way from a file to a printed answer, by the embedded model.</summary>
public sealed class AskProcessTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Ask_NoIrisAnywhere_HostsOneAnswersAndLetsGoOfTheFolder()
    {
        using var ask = IrisProcess.Start(Environment(), "ask", Picture("hills.jpg"), "What is in this image?");
        var run = await ask.EndAsync();

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Output.ShouldContain("JPEG");
        run.Output.ShouldContain("640");
        run.Error.ShouldContain("iris/local-vision");
        LockFile.ReadHolder(_temporary.Path).ShouldBeNull();
    }

    [Fact]
    public async Task Ask_IrisHasTheFolderOpen_AsksThatOne()
    {
        using var serve = IrisProcess.Start(Environment(), "serve");
        await serve.ReadyAsync();

        using var ask = IrisProcess.Start(Environment(), "ask", "--no-stream", Picture("hills.png"), Picture("hills.webp"));
        var run = await ask.EndAsync();

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Output.ShouldContain("PNG");
        run.Output.ShouldContain("WebP");
        LockFile.ReadHolder(_temporary.Path).ShouldNotBeNull().ProcessId.ShouldBe(serve.Id);
    }

    /// <summary>One of them hosts, the others find it, wait for it, or host after it: whatever the order, all are answered.</summary>
    [Fact]
    public async Task Ask_SeveralAtOnceOverOneFolder_AllAreAnswered()
    {
        var environment = Environment();
        var asks = Enumerable.Range(0, 4).Select(_ => IrisProcess.Start(environment, "ask", Picture("hills.png"))).ToList();
        try
        {
            foreach (var run in await Task.WhenAll(asks.Select(ask => ask.EndAsync())))
            {
                run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
                run.Output.ShouldContain("PNG");
            }
        }
        finally
        {
            asks.ForEach(ask => ask.Dispose());
        }

        LockFile.ReadHolder(_temporary.Path).ShouldBeNull();
    }

    [Fact]
    public async Task Ask_FileThatIsNoImage_PrintsTheMessageOfTheGateway()
    {
        var letter = _temporary.File("letter.jpg");
        await File.WriteAllTextAsync(letter, "Dear reader, this is no image at all.", TestContext.Current.CancellationToken);

        using var ask = IrisProcess.Start(Environment(), "ask", letter);
        var run = await ask.EndAsync();

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldStartWith("iris: ");
        run.Error.ShouldNotContain("without an error message");
    }

    [Fact]
    public async Task Ask_MaxTokens_CutsTheAnswer()
    {
        using var ask = IrisProcess.Start(Environment(), "ask", "--max-tokens", "5", Picture("hills.gif"));
        var run = await ask.EndAsync();

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Error.ShouldContain("5 out");
        run.Error.ShouldContain("cut at the token limit");
    }

    [Fact]
    public async Task Models_NoIrisAnywhere_ListsTheEmbeddedModel()
    {
        using var models = IrisProcess.Start(Environment(), "models");
        var run = await models.EndAsync();

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Output.Split('\n').ShouldContain(line => line.StartsWith("iris/local-vision", StringComparison.Ordinal) && line.Contains("images", StringComparison.Ordinal));
    }

    private static string Picture(string file) => Path.Combine(AppContext.BaseDirectory, "pictures", file);

    // A port on which surely nobody answers stands for the usual one, where this machine may run an Iris.
    private Dictionary<string, string> Environment()
    {
        using var reserved = new TcpListener(IPAddress.Loopback, 0);
        reserved.Start();
        return new Dictionary<string, string>
        {
            ["IRIS_DATA"] = _temporary.Path,
            ["IRIS_PORT"] = ((IPEndPoint)reserved.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture),
        };
    }
}
