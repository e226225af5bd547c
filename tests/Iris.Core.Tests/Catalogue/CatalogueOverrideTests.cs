using Iris.Core.Catalogue;
using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Tests.Catalogue;

public sealed class CatalogueOverrideTests : IDisposable
{
    private readonly OverrideFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("/nowhere/at/all")]
    public void Load_NoFolder_GivesTheEmbeddedCatalogue(string? folder)
    {
        var result = ModelCatalogue.Load(folder);
        result.Mistakes.ShouldBeEmpty();
        result.Files.ShouldBeEmpty();
        result.Catalogue!.Models.Count.ShouldBe(ModelCatalogue.LoadEmbedded().Models.Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"format\": 1, \"models\": [], \"endpoints\": null}")]
    [InlineData("// nothing yet\n{ \"models\": [ ], }")]
    public void Load_EmptyFile_ChangesNothing(string json)
    {
        _folder.Models(json);
        var result = ModelCatalogue.Load(_folder.Path);
        result.Mistakes.ShouldBeEmpty();
        result.Files.ShouldBe(["models.json"]);
        result.Catalogue!.Models.Count.ShouldBe(ModelCatalogue.LoadEmbedded().Models.Count);
    }

    [Fact]
    public void Load_UnknownImages_CountAsTheOperatorSays()
    {
        _folder.Models(
            """
            {
              "unknown_image_tokens": {"tokens": 2500},
              "models": [{"id": "acme/seer-1"}],
              "endpoints": [{"profile": "openai", "upstream_model": "ft:a", "model": "acme/seer-1"}, {"profile": "openai", "upstream_model": "ft:b", "model": "acme/seer-1", "token_formula": {"id": "unknown"}}]
            }
            """);
        var catalogue = Load();
        catalogue.UnknownImages.Tokens.ShouldBe(2500);
        catalogue.EndpointsServing(new ModelId("acme/seer-1")).Select(endpoint => endpoint.At("box").TokenFormula).ShouldBe([catalogue.UnknownImages, catalogue.UnknownImages]);
        ModelCatalogue.LoadEmbedded().UnknownImages.ShouldBe(UnknownFormula.Careful);
    }

    [Fact]
    public void Load_NewRows_AreAddedAndNameEachOther()
    {
        _folder.Limits("""{"profiles": [{"name": "acme", "formats": ["jpeg"], "max_image_base64_bytes": 1000, "max_edge": 512}]}""");
        _folder.Models(
            """
            {
              "models": [{"id": "acme/seer-1", "aliases": ["seer"], "context_length": 9000}],
              "endpoints": [{"profile": "openai", "upstream_model": "ft:seer", "model": "acme/seer-1", "limits": "acme", "price": {"input": "0.5", "output": "1"}, "token_formula": {"id": "fixed", "params": {"tokens": 77}}}],
              "families": [{"name": "seers", "patterns": ["seer-*"], "token_formula": {"id": "fixed", "params": {"tokens": 78}}}]
            }
            """);
        var catalogue = Load();
        var endpoint = catalogue.EndpointsOf("openai").Last();
        endpoint.Model.Id.Value.ShouldBe("acme/seer-1");
        endpoint.Model.SeesImages.ShouldBeTrue();
        endpoint.Limits.MaxImageBytes.ShouldBe(1000);
        endpoint.Limits.Measure.ShouldBe(ByteMeasure.Base64);
        endpoint.Price!.InputPerMillion.ShouldBe(NanoDollars.FromDollars(0.5m));
        endpoint.TokenFormula!.Id.ShouldBe("fixed");
        catalogue.Find("Seer")!.ContextLength.ShouldBe(9000);
        catalogue.FamilyOf("box/seer-2")!.Name.ShouldBe("seers");
    }

    [Fact]
    public void Load_RowsOfTheSameKey_ReplaceTheEmbeddedOnesWhereTheyStand()
    {
        var before = ModelCatalogue.LoadEmbedded();
        _folder.Limits("""{"profiles": [{"name": "openai", "formats": ["png"], "max_edge": 100}]}""");
        _folder.Models(
            """
            {
              "models": [{"id": "openai/gpt-4o", "name": "Mine", "aliases": ["mine"]}],
              "endpoints": [{"profile": "OpenAI", "upstream_model": "gpt-4o", "model": "openai/gpt-4o", "limits": "openai", "price": {"input": "9", "output": "9"}}],
              "families": [{"name": "gemma 3", "patterns": ["gemma3*"], "token_formula": {"id": "fixed", "params": {"tokens": 1}}}]
            }
            """);
        var catalogue = Load();
        catalogue.Models.Select(model => model.Id).ShouldBe(before.Models.Select(model => model.Id));
        catalogue.EndpointsOf("openai").Select(endpoint => endpoint.UpstreamModel).ShouldBe(before.EndpointsOf("openai").Select(endpoint => endpoint.UpstreamModel));
        catalogue.Find("mine")!.Name.ShouldBe("Mine");
        var endpoint = catalogue.EndpointsOf("openai").Single(endpoint => endpoint.UpstreamModel == "gpt-4o");
        endpoint.Price!.OutputPerMillion.ShouldBe(NanoDollars.FromDollars(9m));
        endpoint.TokenFormula.ShouldBeNull();
        catalogue.EndpointsOf("openai").ShouldAllBe(row => row.Limits.Profile != "openai" || row.Limits.MaxEdge == 100);

        // The model's own row counts also for vendors whose rows were not touched.
        catalogue.EndpointsOf("openrouter").Single(row => row.UpstreamModel == "openai/gpt-4o").Model.Name.ShouldBe("Mine");
        catalogue.FamilyOf("gemma3:12b")!.TokenFormula!.Id.ShouldBe("fixed");
    }

    [Fact]
    public void Load_OwnFamily_ComesBeforeTheEmbeddedOnes()
    {
        _folder.Models("""{"families": [{"name": "my gemma", "patterns": ["gemma3:12b-mine*"], "input_modalities": ["text"]}]}""");
        var catalogue = Load();
        catalogue.FamilyOf("gemma3:12b-mine-q4")!.Name.ShouldBe("my gemma");
        catalogue.FamilyOf("gemma3:12b")!.Name.ShouldBe("gemma 3");
    }

    private ModelCatalogue Load()
    {
        var result = ModelCatalogue.Load(_folder.Path);
        result.Mistakes.ShouldBeEmpty();
        return result.Catalogue.ShouldNotBeNull();
    }
}
