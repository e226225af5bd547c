using System.Diagnostics;
using System.Text.Json;
using Iris.Commands;
using Iris.Gateway.Tests.DataFolder;

namespace Iris.Gateway.Tests.Commands;

public sealed class SampleLineTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    /// <summary>The line is for people to paste: so it is given to a shell, in another folder, with a path that needs quoting and an image too long for an argument.</summary>
    [Theory]
    [InlineData("sh")]
    [InlineData("bash")]
    public async Task Write_GivenToAShell_SendsTheWholeImageWithTheKey(string shell)
    {
        var image = new byte[400_000];
        new Random(1).NextBytes(image);
        var path = _temporary.File("the harbour's $photo.jpg");
        await File.WriteAllBytesAsync(path, image, TestContext.Current.CancellationToken);
        string? url = null;
        string? type = null;
        await using var iris = await ScriptedIris.StartAsync(async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            url = body.RootElement.GetProperty("messages")[0].GetProperty("content")[1].GetProperty("image_url").GetProperty("url").GetString();
            type = context.Request.ContentType;
            await context.Response.WriteAsync($"answered on {context.Request.Path}");
        });

        using var process = Process.Start(new ProcessStartInfo(shell, ["-c", SampleLine.Write(iris.Address, "sk-iris-the-key", path)])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        }).ShouldNotBeNull();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        output.ShouldBe("answered on /v1/chat/completions");
        iris.SeenAuthorization.ShouldBe("Bearer sk-iris-the-key");
        type.ShouldBe("application/json");
        url.ShouldBe("data:image/jpeg;base64," + Convert.ToBase64String(image));
    }

    [Fact]
    public void Write_AnyImage_IsOneLine()
        => SampleLine.Write(new Uri("http://127.0.0.1:4747/"), "sk-iris-the-key", "/photos/a.jpg").ShouldNotContain('\n');
}
