using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Iris.Core.Catalogue;
using Iris.Core.Model;

namespace Iris.Core.Tests.Catalogue;

public sealed partial class CatalogueDataTests
{
    private readonly JsonElement _models = EmbeddedFile.Read("Catalogue.models.json");

    [Theory]
    [InlineData("models")]
    [InlineData("endpoints")]
    [InlineData("families")]
    public void ModelsFile_EveryRow_NamesItsSourcesWithADate(string list)
    {
        foreach (var row in _models.GetProperty(list).EnumerateArray())
        {
            var sources = row.GetProperty("source").EnumerateArray().Select(source => source.GetString()!).ToList();
            sources.ShouldNotBeEmpty(row.ToString());
            sources.ShouldAllBe(source => Date().IsMatch(source));
        }
    }

    [Fact]
    public void ModelsFile_Prices_AreDecimalStrings()
    {
        var prices = _models.GetProperty("endpoints").EnumerateArray().Where(row => row.TryGetProperty("price", out _)).Select(row => row.GetProperty("price")).ToList();
        prices.Count.ShouldBeGreaterThan(100);
        foreach (var amount in prices.SelectMany(price => price.EnumerateObject()))
        {
            amount.Value.ValueKind.ShouldBe(JsonValueKind.String);
            decimal.Parse(amount.Value.GetString()!, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture).ShouldBeInRange(0m, 1000m);
        }
    }

    [Fact]
    public void ModelsFile_EndpointsOfAVendor_HaveDifferentNames() =>
        _models.GetProperty("endpoints").EnumerateArray().Select(row => $"{row.GetProperty("profile")}:{row.GetProperty("upstream_model")}").ShouldBeUnique();

    [Theory]
    [InlineData("Catalogue.image-limits.json")]
    [InlineData("Providers.Profiles.providers.json")]
    public void ProfileFile_EveryRow_NamesItsSourceAndDate(string file)
    {
        foreach (var row in EmbeddedFile.Read(file).GetProperty("profiles").EnumerateArray())
        {
            row.GetProperty("source").GetString().ShouldNotBeNullOrWhiteSpace();
            Date().IsMatch(row.GetProperty("date").GetString()!).ShouldBeTrue(row.ToString());
        }
    }

    [Fact]
    public void LimitsFile_OlderNumbers_KeepTheirDate()
    {
        var older = EmbeddedFile.Read("Catalogue.image-limits.json").GetProperty("profiles").EnumerateArray()
            .Where(row => row.TryGetProperty("also", out var also) && also.TryGetProperty("older", out _))
            .Select(row => row.GetProperty("also").GetProperty("older")).ToList();
        older.Count.ShouldBeGreaterThan(4);
        older.ShouldAllBe(row => Date().IsMatch(row.GetProperty("date").GetString()!));
    }

    /// <summary>Without it the reservation of a request that names no <c>max_tokens</c> would rest on a guess.</summary>
    [Fact]
    public void Catalogue_PricedEndpoints_KnowTheirLongestAnswer()
    {
        var catalogue = ModelCatalogue.LoadEmbedded();
        var priced = catalogue.Models.SelectMany(model => catalogue.EndpointsServing(model.Id)).Where(endpoint => endpoint.Price is { } price && price != ModelPrice.Free).ToList();
        priced.Count.ShouldBeGreaterThan(100);
        priced.Where(endpoint => endpoint.Model.MaxOutputTokens is null).Select(endpoint => $"{endpoint.Profile}:{endpoint.UpstreamModel}").ShouldBeEmpty();
        priced.ShouldAllBe(endpoint => endpoint.Model.ContextLength == null || endpoint.Model.MaxOutputTokens <= endpoint.Model.ContextLength);
    }

    [Fact]
    public void ModelsFile_UnknownImages_NameSourceAndDate()
    {
        var unknown = _models.GetProperty("unknown_image_tokens");
        unknown.GetProperty("source").GetString().ShouldNotBeNullOrWhiteSpace();
        Date().IsMatch(unknown.GetProperty("date").GetString()!).ShouldBeTrue();
        ModelCatalogue.LoadEmbedded().UnknownImages.Tokens.ShouldBe(unknown.GetProperty("tokens").GetInt32());
    }

    [Fact]
    public void ModelsFile_InferredRows_SayWhy()
    {
        var inferred = _models.GetProperty("models").EnumerateArray().Concat(_models.GetProperty("endpoints").EnumerateArray()).Where(row => row.TryGetProperty("inferred", out _)).ToList();
        inferred.Count.ShouldBeGreaterThanOrEqualTo(3);
        inferred.ShouldAllBe(row => row.GetProperty("reason").GetString()!.Length > 20);
    }

    [GeneratedRegex(@"20\d\d-\d\d")]
    private static partial Regex Date();
}
