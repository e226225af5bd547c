using Iris.Discovery;
using Iris.Gateway.Tests.Configuration;

namespace Iris.Gateway.Tests.Discovery;

/// <summary>Which endpoints get image URLs as they are: where the operator says so, and the provider fetches.</summary>
public sealed class PassedUrlsTests
{
    [Theory]
    [InlineData("inline", null, "openai", false)]
    [InlineData("pass", null, "openai", true)]
    [InlineData("inline", "pass", "openai", true)]
    [InlineData("pass", "inline", "openai", false)]
    [InlineData("pass", null, "vllm", true)]
    [InlineData("pass", null, "moonshot", false)]
    [InlineData("pass", null, "custom", false)]
    public async Task Discover_B1_B2_ProviderThatFetches_GetsUrlsWhereTheOperatorSaysSo(string everywhere, string? here, string profile, bool passes)
    {
        var own = here is null ? "" : $"remote_images: {here}";
        var options = Configurations.Options($"""
            images:
              remote: {everywhere}
            providers:
              box:
                profile: {profile}
                base_url: http://127.0.0.1:9/v1
                api_key: key
                models: [some-vision-model]
                {own}
            """);
        using var http = ProviderDiscovery.CreateHttp();
        var discovery = new ProviderDiscovery(http, new Dictionary<string, Uri>(), TimeSpan.FromSeconds(20), TimeProvider.System);

        var result = await discovery.DiscoverAsync(options, Configurations.Catalogue, _ => null, [], TestContext.Current.CancellationToken);

        result.Directory.Find("box:some-vision-model").Concat(result.Directory.Find("some-vision-model")).ShouldNotBeEmpty();
        result.Directory.Find("some-vision-model").ShouldAllBe(endpoint => endpoint.PassesUrls == passes);
    }
}
