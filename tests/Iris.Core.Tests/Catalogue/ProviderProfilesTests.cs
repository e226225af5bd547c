using Iris.Core.Catalogue;
using Iris.Core.Providers.Profiles;

namespace Iris.Core.Tests.Catalogue;

public sealed class ProviderProfilesTests
{
    [Fact]
    public void All_Vendors_AreThere() =>
        ProviderProfiles.All.Select(profile => profile.Name).ShouldBe(
            [
                "openai", "openrouter", "groq", "together", "fireworks", "xai", "deepinfra", "mistral", "dashscope", "moonshot",
                "zhipu", "huggingface", "nvidia", "vllm", "llamacpp", "lmstudio", "ollama", "custom",
            ]);

    [Fact]
    public void All_Profiles_NameLimitsThatExist()
    {
        var catalogue = ModelCatalogue.LoadEmbedded();
        ProviderProfiles.All.ShouldAllBe(profile => catalogue.LimitsProfiles.Contains(profile.LimitsProfile));
        ProviderProfiles.All.ShouldAllBe(profile => catalogue.Limits(profile.LimitsProfile).FetchesUrls == profile.FetchesUrls);
    }

    [Fact]
    public void All_Services_HaveAnHttpsAddressAndAKeyVariable()
    {
        var services = ProviderProfiles.All.Where(profile => profile.LocalPort is null && profile.Name != "custom").ToList();
        services.Count.ShouldBe(13);
        services.ShouldAllBe(profile => profile.BaseUrl!.Scheme == "https" && profile.BaseUrl.AbsolutePath.EndsWith('/') && profile.KeyVariables.Count > 0);
    }

    [Fact]
    public void Find_UpperCase_FindsTheProfile() => ProviderProfiles.Find("OpenRouter")!.KeepsRouterFields.ShouldBeTrue();

    [Fact]
    public void Find_UnknownName_GivesNull() => ProviderProfiles.Find("nobody").ShouldBeNull();

    [Fact]
    public void Connection_AsText_HidesKeyAndHeaders()
    {
        var connection = new ProviderConnection
        {
            Name = "openai",
            Profile = ProviderProfiles.Find("openai")!,
            BaseUrl = new Uri("https://api.openai.com/v1/"),
            ApiKey = "sk-secret",
            Headers = new Dictionary<string, string> { ["x-more"] = "hidden" },
        };
        connection.ToString().ShouldBe("openai (openai) at https://api.openai.com/v1/");
        connection.ChatUrl.ShouldBe(new Uri("https://api.openai.com/v1/chat/completions"));
    }
}
