using Iris.Core.Catalogue;
using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Tests.Catalogue;

public sealed class ModelCatalogueTests
{
    private readonly ModelCatalogue _catalogue = ModelCatalogue.LoadEmbedded();

    [Theory]
    [InlineData("anthropic/claude-sonnet-4-5", "anthropic/claude-sonnet-4-5")]
    [InlineData("claude-sonnet-4.5", "anthropic/claude-sonnet-4-5")]
    [InlineData("anthropic/claude-sonnet-4.5", "anthropic/claude-sonnet-4-5")]
    [InlineData("Claude-Sonnet-4-5", "anthropic/claude-sonnet-4-5")]
    [InlineData("claude-sonnet-4.5:thinking", "anthropic/claude-sonnet-4-5")]
    [InlineData("claude-sonnet-4-5-20250929", "anthropic/claude-sonnet-4-5")]
    [InlineData("anthropic/claude-sonnet-4-5-20250929", "anthropic/claude-sonnet-4-5")]
    [InlineData("claude-sonnet-4-5@20250929", "anthropic/claude-sonnet-4-5")]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic/claude-sonnet-4-5")]
    [InlineData("anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic/claude-haiku-4-5")]
    [InlineData("meta-llama/Llama-3.2-90B-Vision-Instruct", "meta-llama/llama-3.2-90b-vision-instruct")]
    [InlineData("meta/llama-3.2-90b-vision-instruct", "meta-llama/llama-3.2-90b-vision-instruct")]
    [InlineData("Qwen/Qwen2-VL-7B-Instruct", "qwen/qwen2-vl-7b-instruct")]
    [InlineData("qwen2.5vl:7b", "qwen/qwen2.5-vl-7b-instruct")]
    [InlineData("accounts/fireworks/models/kimi-k2p6", "moonshotai/kimi-k2.6")]
    [InlineData("kimi-k2p6", "moonshotai/kimi-k2.6")]
    [InlineData("gpt-4o", "openai/gpt-4o")]
    [InlineData("openai/gpt-4o:free", "openai/gpt-4o")]
    [InlineData("local-vision", "iris/local-vision")]
    public void Find_AnySpelling_GivesTheModel(string name, string id) => _catalogue.Find(name)!.Id.Value.ShouldBe(id);

    [Theory]
    [InlineData("nobody/knows-this")]
    [InlineData("someone-else/gpt-4o")]
    [InlineData("gpt-4o:7b")]
    [InlineData("qwen2.5vl:900b")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(":free")]
    public void Find_UnknownName_GivesNull(string name) => _catalogue.Find(name).ShouldBeNull();

    [Fact]
    public void Find_EndlessName_GivesNull() => _catalogue.Find(new string('a', 5_000_000)).ShouldBeNull();

    [Fact]
    public void Find_EveryIdAndAlias_GivesItsOwnModel()
    {
        foreach (var model in _catalogue.Models)
        {
            foreach (var name in model.Aliases.Append(model.Id.Value))
            {
                _catalogue.Find(name).ShouldBeSameAs(model, name);
            }
        }
    }

    [Fact]
    public void Models_SameWeightsAtManyVendors_AreOneModel()
    {
        _catalogue.Models.Select(model => model.Id.Value).ShouldBeUnique();
        string[] vendors = ["openai", "azure", "openrouter"];
        vendors.ShouldAllBe(vendor => _catalogue.EndpointsOf(vendor).Any(endpoint => endpoint.Model.Id == new ModelId("openai/gpt-4o")));
    }

    [Fact]
    public void Models_Modalities_UseTheWordsOfTheUnionShape() =>
        _catalogue.Models.SelectMany(model => model.InputModalities).Distinct().ShouldBe(["text", "image", "file", "audio", "video"], ignoreOrder: true);

    [Fact]
    public void EndpointsOf_VendorThatServesTextOnly_NarrowsTheModel()
    {
        var served = _catalogue.EndpointsOf("fireworks").Single(endpoint => endpoint.Model.Id.Value == "minimax/minimax-m3");
        served.Model.SeesImages.ShouldBeFalse();
        _catalogue.Find("minimax/minimax-m3")!.SeesImages.ShouldBeTrue();
    }

    [Fact]
    public void EndpointsOf_OpenAi_CarriesPriceLimitsFormulaAndSource()
    {
        var endpoint = _catalogue.EndpointsOf("OpenAI").Single(endpoint => endpoint.UpstreamModel == "gpt-4o-mini");
        endpoint.Price!.InputPerMillion.ShouldBe(NanoDollars.FromDollars(0.15m));
        endpoint.Price.CachedInputPerMillion.ShouldBe(NanoDollars.FromDollars(0.075m));
        endpoint.Limits.Profile.ShouldBe("openai");
        endpoint.TokenFormula.ShouldBeOfType<OpenAiTileFormula>().Base.ShouldBe(2833);
        endpoint.Sources.ShouldNotBeEmpty();
        endpoint.At("mine").Id.Value.ShouldBe("mine:gpt-4o-mini");
    }

    [Fact]
    public void EndpointsOf_UnknownProfile_IsEmpty() => _catalogue.EndpointsOf("nobody").ShouldBeEmpty();

    [Fact]
    public void EndpointsOf_EndpointThatSees_HasFormats()
    {
        foreach (var endpoint in AllEndpoints().Where(endpoint => endpoint.Model.SeesImages))
        {
            endpoint.Limits.Formats.ShouldNotBeEmpty(endpoint.UpstreamModel);
            endpoint.Limits.MaxImages.ShouldNotBe(0, endpoint.UpstreamModel);
        }
    }

    [Fact]
    public void Limits_IoNet_AreThoseOfItsPage()
    {
        var limits = _catalogue.Limits("io.net");
        limits.MaxImageBytes.ShouldBe(20 * 1024 * 1024);
        limits.MaxEdge.ShouldBe(4096);
        limits.MaxImages.ShouldBe(10);
        limits.AllowsAnimation.ShouldBeFalse();
        limits.Formats.ShouldBe([ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP, ImageFormat.Gif]);
        _catalogue.EndpointsOf("iris").Single().Limits.ShouldBeSameAs(limits);
    }

    [Fact]
    public void Limits_Unknown_RefuseNothing()
    {
        var limits = _catalogue.Limits(ModelCatalogue.UnknownLimits);
        limits.MaxImageBytes.ShouldBeNull();
        limits.MaxEdge.ShouldBeNull();
        limits.MaxImages.ShouldBeNull();
        limits.AllowsAnimation.ShouldBeTrue();
        limits.FetchesUrls.ShouldBeFalse();
    }

    [Fact]
    public void Within_TwoProfiles_TakesTheNarrowerOfEach()
    {
        var limits = _catalogue.Limits("anthropic_200k").Within(_catalogue.Limits("io.net"));
        limits.MaxImageBytes.ShouldBe(7_864_320);
        limits.MaxEdge.ShouldBe(4096);
        limits.MaxImages.ShouldBe(10);
        limits.AllowsAnimation.ShouldBeFalse();
        limits.FetchesUrls.ShouldBeTrue();
        limits.Profile.ShouldBe("anthropic_200k within io.net");
    }

    private IEnumerable<CatalogueEndpoint> AllEndpoints() =>
        EmbeddedFile.Read("Catalogue.models.json").GetProperty("endpoints").EnumerateArray()
            .Select(row => row.GetProperty("profile").GetString()!).Distinct().SelectMany(_catalogue.EndpointsOf);
}
