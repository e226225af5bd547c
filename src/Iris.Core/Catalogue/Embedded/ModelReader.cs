using Iris.Core.Catalogue.Files;
using Iris.Core.Model;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Reads a model of <c>models.json</c>.</summary>
internal static class ModelReader
{
    /// <summary>The words for what a model takes and gives.</summary>
    public static readonly string[] Modalities = ["text", "image", "file", "audio", "video"];

    private static readonly string[] Members =
        ["id", "name", "aliases", "input_modalities", "output_modalities", "context_length", "max_output", "inferred", "reason", "source", "note"];

    public static CatalogueModel Read(RowReader row)
    {
        row.Expect(Members);
        var id = row.Text("id");
        if (id.Length > 0 && !IsCanonical(id))
        {
            row.Mistake("id", $"is {CatalogueText.KindOf(row.Element.GetProperty("id"))}", "write author/slug in lower case, without spaces");
        }

        return new CatalogueModel
        {
            Id = new ModelId(id),
            Name = row.OptionalText("name") ?? id,
            Aliases = row.OptionalTexts("aliases") ?? [],
            InputModalities = row.OptionalWords("input_modalities", Modalities) ?? ["text", "image"],
            OutputModalities = row.OptionalWords("output_modalities", Modalities) ?? ["text"],
            ContextLength = row.OptionalInt("context_length"),
            MaxOutputTokens = row.OptionalInt("max_output"),
            IsInferred = row.Flag("inferred"),
        };
    }

    private static bool IsCanonical(string id) =>
        id.Length <= ModelName.MaxLength && id.IndexOf('/') is > 0 and var slash && slash < id.Length - 1 && !id.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsUpper(c));
}
