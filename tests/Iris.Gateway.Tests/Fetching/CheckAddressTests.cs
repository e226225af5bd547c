using Iris.Core.Model;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>URLs that are handed on unfetched are judged like those that are fetched, without a connection.</summary>
public sealed class CheckAddressTests
{
    public static TheoryData<string> TextVectors => SsrfVector.Ids("ABCDEFGI");

    [Theory]
    [MemberData(nameof(TextVectors))]
    public async Task Vector_IsJudgedAsListed(string id)
    {
        var vector = SsrfVector.Get(id);
        await using var world = new FetchWorld();

        var error = await CheckAsync(world, vector.Input);

        world.NothingReached();
        if (vector.Expected == "DENY")
        {
            error.ShouldNotBeNull().Reason.ShouldBe(vector.Code);
            world.Resolver.Questions.ShouldBeEmpty();
        }
        else
        {
            error.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("93.184.216.34", null)]
    [InlineData("93.184.216.34 93.184.216.35", null)]
    [InlineData("10.0.0.1", ErrorReason.ImageUrlAddressNotAllowed)]
    [InlineData("93.184.216.34 10.0.0.1", ErrorReason.ImageUrlAddressNotAllowed)]
    [InlineData("::1", ErrorReason.ImageUrlAddressNotAllowed)]
    [InlineData(FetchWorld.OwnAddress, ErrorReason.ImageUrlAddressNotAllowed)]
    [InlineData("", ErrorReason.ImageFetchFailed)]
    public async Task Name_IsJudgedByEachOfItsAddresses(string addresses, string? reason)
    {
        await using var world = new FetchWorld();
        world.Resolver.Answer("name.test", addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        var error = await CheckAsync(world, "https://name.test/a.png?sig=1");

        (error?.Reason).ShouldBe(reason);
        world.NothingReached();
        world.Resolver.Questions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Name_ThatIsNowhere_IsNotHandedOn()
    {
        await using var world = new FetchWorld();

        (await CheckAsync(world, "https://nowhere.test/a.png")).ShouldBe(FetchErrors.Failed);
    }

    [Fact]
    public async Task Name_NobodyAnswersFor_EndsAtTheDeadline()
    {
        var time = new ManualTime();
        await using var world = new FetchWorld(time: time);
        world.Resolver.Answer("slow.test", async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return [];
        });

        var checking = CheckAsync(world, "https://slow.test/a.png").AsTask();
        await world.Resolver.Asked.Task;
        time.Advance(TimeSpan.FromSeconds(10));

        (await checking).ShouldBe(FetchErrors.Failed);
    }

    [Fact]
    public async Task Host_TheOperatorOpened_IsNotAskedFor()
    {
        await using var world = new FetchWorld();

        (await CheckAsync(world, world.OriginUrl())).ShouldBeNull();

        world.Resolver.Questions.ShouldBeEmpty();
        world.Origin.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/files/abc-123")]
    [InlineData("https://GenerativeLanguage.googleapis.com./v1beta/files/abc-123?key=x")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/files/abc-123:download?alt=media")]
    [InlineData("https://generativelanguage.googleapis.com/upload/v1beta/files")]
    [InlineData("https://api.openai.com/v1/files/file-abc/content")]
    [InlineData("https://api.anthropic.com/v1/files/file_011/content")]
    public async Task ProviderFile_B11_IsNeverFetchedNorHandedOn(string url)
    {
        await using var world = new FetchWorld();

        var error = (await world.FetchAsync(url)).Error.ShouldNotBeNull();

        error.Reason.ShouldBe(ErrorReason.ImageProviderFile);
        error.Row.Status.ShouldBe(400);
        error.Message.ShouldContain("never fetches");
        world.Fetcher.Check(url).ShouldBe(error);
        (await CheckAsync(world, url)).ShouldBe(error);
        world.Resolver.Questions.ShouldBeEmpty();
        world.NothingReached();
    }

    [Theory]
    [InlineData("https://generativelanguage.googleapis.com/files.png")]
    [InlineData("https://files.example.com/v1beta/files/abc")]
    [InlineData("https://api.openai.com.example.com/v1/files/abc")]
    public async Task ProviderFile_OtherUrl_IsNone(string url)
    {
        await using var world = new FetchWorld();

        world.Fetcher.Check(url).ShouldBeNull();
    }

    [Fact]
    public async Task ProviderFile_B11_AsRedirectTarget_IsNotFetched()
    {
        await using var world = new FetchWorld(ScriptedOrigin.Redirecting("https://generativelanguage.googleapis.com/v1beta/files/abc"));

        (await world.FetchAsync()).Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageProviderFile);

        world.NothingReached();
    }

    private static ValueTask<GatewayError?> CheckAsync(FetchWorld world, string url) => world.Fetcher.CheckAddressAsync(url, TestContext.Current.CancellationToken);
}
