using Iris.Core.Catalogue;
using Iris.Core.Model;

namespace Iris.Core.Tests.Catalogue;

public sealed class EndpointDirectoryTests
{
    private static readonly ModelCatalogue Known = ModelCatalogue.LoadEmbedded();

    private readonly EndpointDirectory _directory = new(
        [
            .. Known.EndpointsOf("openai").Select(endpoint => endpoint.At("openai")),
            .. Known.EndpointsOf("openrouter").Select(endpoint => endpoint.At("openrouter")),
            .. Known.EndpointsOf("fireworks").Select(endpoint => endpoint.At("fireworks")),
            .. Known.EndpointsOf("together").Select(endpoint => endpoint.At("together")),
            Unknown("box", "llava:7b"),
            Unknown("cellar", "llava:7b"),
            Unknown("box", "Some/Model:free"),
        ],
        new Dictionary<string, IReadOnlyList<EndpointId>>
        {
            ["Fast"] = [new("openrouter:openai/gpt-4o"), new("openai:gpt-4o-mini")],
            ["gpt-5"] = [new("openai:gpt-4o-mini")],
        },
        "openai/gpt-4o");

    [Theory]
    [InlineData("fast", "openrouter:openai/gpt-4o openai:gpt-4o-mini")]
    [InlineData("FAST:nitro", "openrouter:openai/gpt-4o openai:gpt-4o-mini")]
    [InlineData("gpt-5", "openai:gpt-4o-mini")]
    [InlineData("openai/gpt-5", "openai:gpt-5")]
    [InlineData("openai/gpt-4o", "openai:gpt-4o openrouter:openai/gpt-4o")]
    [InlineData("GPT-4o:floor", "openai:gpt-4o openrouter:openai/gpt-4o")]
    [InlineData("openrouter/openai/gpt-4o", "openrouter:openai/gpt-4o")]
    [InlineData("claude-opus-4-8", "openrouter:anthropic/claude-opus-4.8")]
    [InlineData("us.anthropic.claude-opus-4-8", "openrouter:anthropic/claude-opus-4.8")]
    [InlineData("box/llava:7b", "box:llava:7b")]
    [InlineData("llava:7b", "box:llava:7b cellar:llava:7b")]
    [InlineData("some/model:free", "box:Some/Model:free")]
    [InlineData("accounts/fireworks/models/minimax-m3", "fireworks:accounts/fireworks/models/minimax-m3 together:MiniMaxAI/MiniMax-M3")]
    [InlineData("llava", "")]
    [InlineData("nobody/knows", "")]
    [InlineData("anthropic/claude-sonnet-4-5", "")]
    [InlineData("", "")]
    public void Find_Name_GivesEndpointsInOrder(string name, string expected) =>
        string.Join(' ', _directory.Find(name).Select(endpoint => endpoint.Id)).ShouldBe(expected);

    [Fact]
    public void Find_EndlessName_IsEmpty() => _directory.Find(new string('x', 1_000_000)).ShouldBeEmpty();

    [Fact]
    public void Models_SameModelTwice_IsListedOnceAsItSees()
    {
        _directory.Models.Count(model => model.Id.Value == "minimax/minimax-m3").ShouldBe(1);
        _directory.Models.Single(model => model.Id.Value == "minimax/minimax-m3").SeesImages.ShouldBeTrue();
    }

    [Fact]
    public void Find_ShortNameOfTwoModels_GivesTheFirst()
    {
        var directory = new EndpointDirectory(
            [Unknown("one", "alpha/eye"), Unknown("two", "beta/eye")],
            new Dictionary<string, IReadOnlyList<EndpointId>>(),
            "alpha/eye");
        directory.Find("eye").Single().Provider.ShouldBe("one");
    }

    [Fact]
    public void Constructor_AliasForNoEndpoint_Throws() =>
        Should.Throw<ArgumentException>(() => new EndpointDirectory(
            [],
            new Dictionary<string, IReadOnlyList<EndpointId>> { ["a"] = [new("x:y")] },
            "a")).Message.ShouldContain("x:y");

    private static Endpoint Unknown(string provider, string upstream) => UnknownModel.At(provider, upstream, Known.Limits(ModelCatalogue.UnknownLimits));
}
