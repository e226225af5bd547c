using Iris.Core.Catalogue.Files;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Reads a family of <c>models.json</c>.</summary>
internal static class FamilyReader
{
    private static readonly string[] Members = ["name", "patterns", "input_modalities", "limits", "token_formula", "source", "note"];

    public static ModelFamily Read(RowReader row, CatalogueReferences references)
    {
        row.Expect(Members);
        var patterns = row.OptionalTexts("patterns") ?? [];
        if (patterns.Length == 0)
        {
            row.Mistake("patterns", "names no models", "list names, with * for any text: [\"qwen2.5vl*\"]");
        }

        return new ModelFamily
        {
            Name = row.Text("name"),
            Patterns = Array.ConvertAll(patterns, NamePattern.Fold),
            InputModalities = row.OptionalWords("input_modalities", ModelReader.Modalities),
            Limits = row.OptionalText("limits") is { } profile ? references.Limits(row, profile) : null,
            TokenFormula = FormulaReader.Read(row, references),
        };
    }
}
