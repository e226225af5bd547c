using System.Globalization;
using System.Text;
using Iris.Core.Catalogue;

namespace Iris.Core.Tests.Catalogue;

public sealed class CatalogueMistakeTests : IDisposable
{
    private readonly OverrideFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_SeveralMistakes_TellsAllOfThemTogether()
    {
        _folder.Limits("""{"profiles": [{"name": "mine", "formats": ["jpg"], "max_edge": 0, "max_egde": 5}]}""");
        _folder.Models(
            """
            {
              "models": [{"id": "acme/seer"}, {"id": "ACME/Seer 2"}],
              "endpoints": [
                {"profile": "openai", "upstream_model": "a", "model": "acme/seer", "price": {"input": 2.5, "output": "-1"}},
                {"profile": "openai", "upstream_model": "b", "model": "acme/ser", "limits": "opnai"}
              ],
              "modles": []
            }
            """);
        Mistakes().ShouldBe(
            [
                "image-limits.json: profiles[0].max_egde is unknown: did you mean max_edge?",
                "image-limits.json: profiles[0].formats[0] is the unknown word \"jpg\": did you mean jpeg?",
                "image-limits.json: profiles[0].max_edge is 0: write a whole number from 1 to 2147483647",
                "models.json: modles is unknown: did you mean models?",
                "models.json: models[1].id is the text \"ACME/Seer 2\": write author/slug in lower case, without spaces",
                "models.json: endpoints[0].price.input is 2.5: write dollars per million tokens as a text in quotes, for instance \"2.5\"",
                "models.json: endpoints[0].price.output is the text \"-1\": write dollars per million tokens as a text in quotes, for instance \"2.5\"",
                "models.json: endpoints[1].model names acme/ser, which is nowhere: did you mean acme/seer? Else add it to models",
                "models.json: endpoints[1].limits names opnai, which is nowhere: did you mean openai? Else add it to the profiles of image-limits.json",
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("[]", "models.json is a list: write an object: { … }")]
    [InlineData("{\"models\": {}}", "models.json: models is an object: write a list of objects: [{ … }, { … }]")]
    [InlineData("{\"models\": [1]}", "models.json: models[0] is 1: write an object: { … }")]
    [InlineData("{\"models\": [{}]}", "models.json: models[0].id is missing: add it: a text in quotes")]
    [InlineData("{\"models\": [{\"id\": \"a/b\", \"aliases\": \"c\"}]}", "models.json: models[0].aliases is the text \"c\": write a list of texts: [\"…\", \"…\"]")]
    [InlineData("{\"models\": [{\"id\": \"a/b\", \"aliases\": [\"x\", \" \"]}]}", "models.json: models[0].aliases[1] is an empty text: write a text in quotes")]
    [InlineData("{\"models\": [{\"id\": \"a/b\", \"inferred\": \"yes\"}]}", "models.json: models[0].inferred is the text \"yes\": write true or false, without quotes")]
    [InlineData("{\"models\": [{\"id\": \"a/b\", \"context_length\": 99999999999}]}", "models.json: models[0].context_length is 99999999999: write a whole number from 1 to 2147483647")]
    [InlineData("{\"models\": [{\"id\": \"a/b\"}, {\"id\": \"a/b\"}]}", "models.json: models[1] repeats a/b: leave one of the two")]
    [InlineData("{\"families\": [{\"name\": \"f\"}]}", "models.json: families[0].patterns names no models: list names, with * for any text: [\"qwen2.5vl*\"]")]
    [InlineData("{\"format\": 2}", "models.json: format is of another Iris: write 1")]
    [InlineData("{\"models\": [{\"id\": \"a/\\ud800\"}]}", "models.json: models[0].id is a text that is no valid Unicode: write a text in quotes")]
    [InlineData("{\"a\\nb\": 1}", "models.json: a?b is unknown: known here: format, compiled, prices, models, endpoints, families, unknown_image_tokens")]
    [InlineData("{\"unknown_image_tokens\": 1600}", "models.json: unknown_image_tokens is 1600: write an object: { … }")]
    [InlineData("{\"unknown_image_tokens\": {}}", "models.json: unknown_image_tokens.tokens is missing: write a whole number from 1 to 1000000")]
    [InlineData("{\"unknown_image_tokens\": {\"tokens\": 0}}", "models.json: unknown_image_tokens.tokens is 0: write a whole number from 1 to 1000000")]
    [InlineData("{\"unknown_image_tokens\": {\"tokens\": 5, \"dat\": \"2026\"}}", "models.json: unknown_image_tokens.dat is unknown: did you mean date?")]
    public void Load_Mistake_SaysWhereWhatAndWhatToDo(string json, string mistake)
    {
        _folder.Models(json);
        Mistakes().ShouldBe([mistake]);
    }

    [Fact]
    public void Load_BytesOfFilesAndOfBase64_AreOneMistake()
    {
        _folder.Limits("""{"profiles": [{"name": "mine", "formats": ["png"], "max_image_bytes": 1, "max_total_base64_bytes": 1, "many_images": {"more_than": 3}}]}""");
        Mistakes().ShouldBe(
            [
                "image-limits.json: profiles[0] counts bytes of files and of base64 text: write both byte limits with base64 in their names, or both without",
                "image-limits.json: profiles[0].many_images is not whole: write both more_than and max_edge",
            ]);
    }

    [Theory]
    [InlineData("{", "line 1, byte 2")]
    [InlineData("{\n\"models\": [}", "line 2, byte 12")]
    [InlineData("", "line 1, byte 1")]
    public void Load_NoJson_NamesTheLine(string json, string place)
    {
        _folder.Models(json);
        Mistakes().ShouldHaveSingleItem().ShouldStartWith($"models.json: {place} is no valid JSON: ");
    }

    [Fact]
    public void Load_MemberTwice_IsAMistake()
    {
        _folder.Models("{\"models\": [], \"models\": []}");
        Mistakes().ShouldHaveSingleItem().ShouldContain("is no valid JSON");
    }

    [Fact]
    public void Load_HugeFile_IsNotRead()
    {
        _folder.Models("{\"models\": []" + new string(' ', 16 * 1024 * 1024) + "}");
        Mistakes().ShouldHaveSingleItem().ShouldContain("keep it below 16777216 bytes");
    }

    [Fact]
    public void Load_FolderInThePlaceOfAFile_IsAMistake()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "models.json"));
        Mistakes().ShouldHaveSingleItem().ShouldStartWith("models.json is a folder");
    }

    [Fact]
    public void Load_ByteOrderMark_IsPassedOver()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "models.json"), "{}", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Mistakes().ShouldBeEmpty();
    }

    [Fact]
    public void Load_EmbeddedFilesAsTheOperatorsOwn_HaveNoMistake()
    {
        _folder.Limits(Embedded("image-limits.json"));
        _folder.Models(Embedded("models.json"));
        Mistakes().ShouldBeEmpty();
        ModelCatalogue.Load(_folder.Path).Catalogue!.Models.Count.ShouldBe(ModelCatalogue.LoadEmbedded().Models.Count);
    }

    [Fact]
    public void Load_AnyBrokenFile_GivesMistakesAndNeverThrows()
    {
        var whole = Embedded("models.json");
        var random = new Random(20261120);
        string[] pieces = ["null", "{}", "[]", "\"\"", "\"\\ud800\"", "-1", "1e999", "true", "\"x\""];
        var told = 0;
        for (var i = 0; i < 150; i++)
        {
            // One value after a colon is put in the place of another: the file stays JSON, mostly.
            var colon = whole.IndexOf(": ", random.Next(whole.Length - 2000), StringComparison.Ordinal) + 2;
            var end = whole.IndexOfAny([',', '}'], colon);
            _folder.Models(string.Concat(whole.AsSpan(0, colon), pieces[random.Next(pieces.Length)], whole.AsSpan(end)));
            var result = ModelCatalogue.Load(_folder.Path);
            result.Succeeded.ShouldBe(result.Mistakes.Count == 0, i.ToString(CultureInfo.InvariantCulture));
            told += result.Mistakes.Count;
        }

        told.ShouldBeGreaterThan(50);
    }

    private static string Embedded(string file)
    {
        using var stream = typeof(ModelCatalogue).Assembly.GetManifestResourceStream($"Iris.Core.Catalogue.{file}").ShouldNotBeNull();
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private IReadOnlyList<string> Mistakes()
    {
        var result = ModelCatalogue.Load(_folder.Path);
        (result.Catalogue is null).ShouldBe(result.Mistakes.Count > 0);
        return [.. result.Mistakes.Select(mistake => mistake.ToString())];
    }
}
