using System.Globalization;
using System.Text.Json;
using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Reads an endpoint of <c>models.json</c>. Modalities and lengths stand there only where they differ from the model's.</summary>
internal static class EndpointReader
{
    public static CatalogueEndpoint Read(JsonElement row, CatalogueModel model, ImageLimits limits) => new()
    {
        Profile = row.Text("profile"),
        UpstreamModel = row.Text("upstream_model"),
        Model = Narrowed(row, model),
        Price = row.TryGetProperty("price", out var price) ? ReadPrice(price) : null,
        Limits = limits,
        TokenFormula = row.TryGetProperty("token_formula", out var formula) ? TokenFormulaReader.Read(formula) : null,
        Sources = row.Texts("source"),
    };

    private static CatalogueModel Narrowed(JsonElement row, CatalogueModel model)
    {
        var input = row.OptionalTexts("input_modalities");
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

    private static ModelPrice ReadPrice(JsonElement price) => new(
        ReadDollars(price.Text("input")),
        ReadDollars(price.Text("output")),
        price.OptionalText("cached_input") is { } cached ? ReadDollars(cached) : null);

    // Decimal strings, so that no binary fraction creeps in.
    private static NanoDollars ReadDollars(string dollars) =>
        NanoDollars.FromDollars(decimal.Parse(dollars, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
}
