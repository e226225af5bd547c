using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Iris.Core.Catalogue;
using Iris.Core.Model;
using Iris.Core.Tests.Docs;

namespace Iris.Core.Tests.Catalogue;

/// <summary>What providers.md says about each vendor, as the catalogue hands it out.</summary>
public sealed partial class LimitsDataTests
{
    private static readonly string[] Deciders = ["Catalogue", "Images/Fitting", "Images/Tokens", "Dialects", "Pipeline", "Routing"];

    private readonly ModelCatalogue _catalogue = ModelCatalogue.LoadEmbedded();

    [Theory]
    [InlineData("anthropic_200k", 100)]
    [InlineData("anthropic_1m", 600)]
    public void Limits_E10_Anthropic_CountsBase64AndNarrowsManyImages(string profile, int images)
    {
        var limits = _catalogue.Limits(profile);
        limits.MaxImageBytes.ShouldBe(10 * 1024 * 1024);
        limits.Measure.ShouldBe(ByteMeasure.Base64);
        limits.MaxRequestBytes.ShouldBe(32 * 1024 * 1024);
        limits.MaxEdge.ShouldBe(8000);
        limits.ManyImages.ShouldBe(new ManyImagesLimit(20, 2000));
        limits.MaxImages.ShouldBe(images);
        limits.AllowsAnimation.ShouldBeTrue();
    }

    [Theory]
    [InlineData("anthropic_bedrock")]
    [InlineData("anthropic_vertex")]
    public void Limits_AnthropicElsewhere_TakesHalfAndNoUrls(string profile)
    {
        var limits = _catalogue.Limits(profile);
        limits.MaxImageBytes.ShouldBe(5 * 1024 * 1024);
        limits.Measure.ShouldBe(ByteMeasure.Base64);
        limits.ManyImages.ShouldBe(new ManyImagesLimit(20, 2000));
        limits.FetchesUrls.ShouldBeFalse();
    }

    [Fact]
    public void Limits_OpenAi_LeavesRoomForTheHeadOfTheUrl()
    {
        var limits = _catalogue.Limits("openai");
        limits.Measure.ShouldBe(ByteMeasure.Base64);
        (limits.MaxImageBytes!.Value + "data:image/jpeg;base64,".Length).ShouldBeLessThanOrEqualTo(20 * 1024 * 1024);
        limits.MaxRequestBytes.ShouldBe(512L * 1024 * 1024);
        limits.MaxImages.ShouldBe(1500);
    }

    [Fact]
    public void Limits_OtherVendors_AreThoseOfTheirPages()
    {
        _catalogue.Limits("groq_llama4").MaxRequestBytes.ShouldBe(4 * 1024 * 1024);
        _catalogue.Limits("groq_llama4").MaxPixels.ShouldBe(33_177_600);
        _catalogue.Limits("fireworks").ShouldSatisfyAllConditions(
            limits => limits.Measure.ShouldBe(ByteMeasure.Base64),
            limits => limits.MaxTotalBytes!.Value.ShouldBeLessThan(10_000_000),
            limits => limits.Formats.ShouldNotContain(ImageFormat.WebP));
        _catalogue.Limits("cohere").MaxTotalBytes.ShouldBe(20_000_000);
        _catalogue.Limits("dashscope").ShouldSatisfyAllConditions(limits => limits.MinEdge.ShouldBe(10), limits => limits.MaxAspect.ShouldBe(200));
        _catalogue.Limits("gemini_api").ShouldSatisfyAllConditions(
            limits => limits.MaxRequestBytes.ShouldBe(20_000_000),
            limits => limits.Formats.ShouldNotContain(ImageFormat.Gif),
            limits => limits.Formats.ShouldContain(ImageFormat.Heic));
        _catalogue.Limits("vertex_gemini").ShouldSatisfyAllConditions(limits => limits.MaxImageBytes.ShouldBe(7_000_000), limits => limits.MaxImages.ShouldBe(3000));
        _catalogue.Limits("nvidia_hosted").ShouldSatisfyAllConditions(
            limits => limits.Measure.ShouldBe(ByteMeasure.Base64),
            limits => limits.MaxImageBytes!.Value.ShouldBeLessThan(180_000));
        _catalogue.Limits("bedrock_converse").MaxImageBytes.ShouldBe(3_932_160);
    }

    [Fact]
    public void Limits_Orientation_IsAppliedByNobodyWhoDocumentsIt() =>
        _catalogue.LimitsProfiles.ShouldAllBe(profile => !_catalogue.Limits(profile).AppliesOrientation);

    [Fact]
    public void Code_OfCore_HoldsNoNumberOfAVendor()
    {
        var numbers = EmbeddedFile.Read("Catalogue.image-limits.json").GetProperty("profiles").EnumerateArray().SelectMany(Numbers).Where(IsTelling).ToHashSet();
        numbers.Count.ShouldBeGreaterThan(15);
        var files = Deciders
            .Select(folder => Path.Combine(RepositoryFolder.Root, "src/Iris.Core", folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, "src/Iris.Core/Images"), "Fit*.cs"))
            .ToList();
        files.Count.ShouldBeGreaterThan(40);
        files.SelectMany(file => VendorNumbers(file, numbers)).ShouldBeEmpty();
    }

    [Fact]
    public void Products_OfALine_AreSeen()
    {
        Products("const long Most = 10 * 1024 * 1024;").ShouldBe([10 * 1024 * 1024]);
        Products("if (edge > 8_000 && bytes < 5L * 1_024)").ShouldBe([8000, 5120]);
    }

    private static IEnumerable<string> VendorNumbers(string file, HashSet<long> numbers) => File.ReadLines(file)
        .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        .SelectMany(Products)
        .Where(numbers.Contains)
        .Select(number => $"{Path.GetFileName(file)}: {number}");

    // Small numbers, and 4096 or 10000, mean other things elsewhere.
    private static bool IsTelling(long number) => number > 4_096 && number != 10_000;

    private static IEnumerable<long> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Numbers(member.Value)),
        JsonValueKind.Number => element.TryGetInt64(out var number) ? [number] : [],
        _ => [],
    };

    // 20 * 1024 * 1024 is a number, too.
    private static IEnumerable<long> Products(string line) =>
        Product().Matches(line).Select(match => match.Value.Split('*').Aggregate(1L, (product, factor) =>
            long.TryParse(factor.Replace("_", "", StringComparison.Ordinal).Trim(' ', 'L', 'U'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? unchecked(product * number) : 0));

    [GeneratedRegex(@"(?<![\w.])\d[\d_]*[LU]?(?:\s*\*\s*\d[\d_]*[LU]?)*(?![\w.])")]
    private static partial Regex Product();
}
