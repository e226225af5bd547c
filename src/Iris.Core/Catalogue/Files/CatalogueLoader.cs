using System.Text.Json;
using Iris.Core.Catalogue.Embedded;

namespace Iris.Core.Catalogue.Files;

/// <summary>Reads the embedded files and the operator's over them.</summary>
internal static class CatalogueLoader
{
    private const string Models = "models.json";
    private const string Limits = "image-limits.json";

    /// <summary>Reads them; see <see cref="ModelCatalogue.Load"/>.</summary>
    public static CatalogueResult Load(string? overrideFolder)
    {
        var draft = new CatalogueDraft();
        var bugs = new List<CatalogueMistake>();
        using var limits = EmbeddedJson.Open("Catalogue.image-limits.json");
        using var models = EmbeddedJson.Open("Catalogue.models.json");
        draft.AddLimits(RowReader.Root(limits.RootElement, new CatalogueText(Limits, bugs, IsOperators: false)));
        draft.AddModels(RowReader.Root(models.RootElement, new CatalogueText(Models, bugs, IsOperators: false)));

        var mistakes = new List<CatalogueMistake>();
        using var ownLimits = overrideFolder is null ? null : OverrideFile.TryRead(overrideFolder, new CatalogueText(Limits, mistakes, IsOperators: true));
        using var ownModels = overrideFolder is null ? null : OverrideFile.TryRead(overrideFolder, new CatalogueText(Models, mistakes, IsOperators: true));
        Add(ownLimits, Limits, mistakes, draft.AddLimits);
        Add(ownModels, Models, mistakes, draft.AddModels);

        var rows = draft.Resolve();
        if (bugs.Count > 0)
        {
            throw new InvalidDataException($"The embedded catalogue contradicts itself: {string.Join(Environment.NewLine, bugs)}");
        }

        return new CatalogueResult
        {
            Catalogue = mistakes.Count == 0 ? new ModelCatalogue(rows) : null,
            Mistakes = mistakes,
            Files = [.. ownLimits is null ? [] : (string[])[Limits], .. ownModels is null ? [] : (string[])[Models]],
        };
    }

    private static void Add(JsonDocument? document, string file, List<CatalogueMistake> mistakes, Action<RowReader> add)
    {
        if (document is not null)
        {
            add(RowReader.Root(document.RootElement, new CatalogueText(file, mistakes, IsOperators: true)));
        }
    }
}
