using Iris.Core.Catalogue.Files;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Reads an endpoint of <c>models.json</c>. Modalities and lengths stand there only where they differ from the model's.</summary>
internal static class EndpointReader
{
    private static readonly string[] Members =
    [
        "profile", "upstream_model", "model", "price", "price_note", "limits", "token_formula", "input_modalities", "context_length", "max_output",
        "inferred", "reason", "source", "note",
    ];

    public static CatalogueEndpoint Read(RowReader row, CatalogueReferences references)
    {
        row.Expect(Members);
        return new CatalogueEndpoint
        {
            Profile = row.Text("profile"),
            UpstreamModel = row.Text("upstream_model"),
            Model = Narrowed(row, references.Model(row, row.Text("model"))),
            Price = PriceReader.Read(row),
            Limits = references.Limits(row, row.OptionalText("limits") ?? ModelCatalogue.UnknownLimits),
            TokenFormula = FormulaReader.Read(row, references),
            UnknownImages = references.UnknownImages,
            Sources = row.OptionalTexts("source") ?? [],
            IsInferred = row.Flag("inferred"),
        };
    }

    private static CatalogueModel Narrowed(RowReader row, CatalogueModel model)
    {
        var input = row.OptionalWords("input_modalities", ModelReader.Modalities);
        var context = row.OptionalInt("context_length");
        var output = row.OptionalInt("max_output");
        return input is null && context is null && output is null
            ? model
            : model with
            {
                InputModalities = input ?? model.InputModalities,
                ContextLength = context ?? model.ContextLength,
                MaxOutputTokens = output ?? model.MaxOutputTokens,
            };
    }
}
