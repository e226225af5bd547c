using System.Text.Json;
using Iris.Commands;
using Iris.Gateway.Tests.DataFolder;

namespace Iris.Gateway.Tests.Commands;

public sealed class AskContentTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(48 * 1024)]
    [InlineData(200_001)]
    public async Task Body_ImageOfAnySize_CarriesItsBytesAndAnnouncesItsLength(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        var path = _temporary.File("image");
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        using var content = new AskContent(new AskInput([path], "?"), null, null, stream: true);
        var announced = content.Headers.ContentLength;
        var body = await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        body.Length.ShouldBe((int)announced.ShouldNotBeNull());
        using var json = JsonDocument.Parse(body);
        var url = Parts(json)[1].GetProperty("image_url").GetProperty("url").GetString().ShouldNotBeNull();
        url.ShouldStartWith("data:");
        Convert.FromBase64String(url[(url.IndexOf(',') + 1)..]).ShouldBe(bytes);
        json.RootElement.TryGetProperty("model", out _).ShouldBeFalse();
        json.RootElement.GetProperty("stream").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Body_SeveralImages_KeepTheirOrderWhateverTheQuestionSays()
    {
        var first = _temporary.File("first");
        var second = _temporary.File("second");
        await File.WriteAllTextAsync(first, "one", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(second, "two", TestContext.Current.CancellationToken);
        const string Question = """Is "url":"data:application/octet-stream;base64," a trick? é""";

        using var content = new AskContent(new AskInput([first, "https://example.com/x.png?a=1&b=2", second], Question), "some/model", 300, stream: false);
        using var json = JsonDocument.Parse(await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        var parts = Parts(json);
        parts[0].GetProperty("text").GetString().ShouldBe(Question);
        var urls = parts.Skip(1).Select(part => part.GetProperty("image_url").GetProperty("url").GetString()!).ToArray();
        urls[0].ShouldEndWith("," + Convert.ToBase64String("one"u8));
        urls[1].ShouldBe("https://example.com/x.png?a=1&b=2");
        urls[2].ShouldEndWith("," + Convert.ToBase64String("two"u8));
        json.RootElement.GetProperty("model").GetString().ShouldBe("some/model");
        json.RootElement.GetProperty("max_tokens").GetInt32().ShouldBe(300);
        json.RootElement.GetProperty("stream").GetBoolean().ShouldBeFalse();
    }

    private static JsonElement[] Parts(JsonDocument json)
        => [.. json.RootElement.GetProperty("messages")[0].GetProperty("content").EnumerateArray()];
}
