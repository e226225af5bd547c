using Iris.Core.Catalogue;

namespace Iris.Core.Tests.Catalogue;

public sealed class UnknownModelTests
{
    private readonly ModelCatalogue _catalogue = ModelCatalogue.LoadEmbedded();

    [Theory]
    [InlineData("llava:7b", "box/llava:7b")]
    [InlineData("Org/Some-Model", "org/some-model")]
    public void At_NameThatNobodyKnows_IsSentItsImages(string upstream, string id)
    {
        var endpoint = UnknownModel.At("box", upstream, _catalogue.Limits(ModelCatalogue.UnknownLimits));
        endpoint.Model.Id.Value.ShouldBe(id);
        endpoint.Model.SeesImages.ShouldBeTrue();
        endpoint.Price.ShouldBeNull();
        endpoint.UpstreamModel.ShouldBe(upstream);
        endpoint.Id.Value.ShouldBe($"box:{upstream}");
    }
}
