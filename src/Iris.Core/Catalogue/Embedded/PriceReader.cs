using System.Globalization;
using System.Text.Json;
using Iris.Core.Catalogue.Files;
using Iris.Core.Model;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Reads the member <c>price</c> of an endpoint: US dollars per million tokens.</summary>
internal static class PriceReader
{
    private const decimal Most = 1_000_000m;

    private static readonly string[] Members = ["input", "output", "cached_input"];

    /// <returns>Null when it is absent or wrong.</returns>
    public static ModelPrice? Read(RowReader row)
    {
        if (row.OptionalObject("price") is not { } price)
        {
            return null;
        }

        // All three are read, so that all mistakes are told.
        price.Expect(Members);
        var input = Dollars(price, "input", isRequired: true);
        var output = Dollars(price, "output", isRequired: true);
        var cached = Dollars(price, "cached_input", isRequired: false);
        return input is not null && output is not null ? new ModelPrice(input.Value, output.Value, cached) : null;
    }

    // Decimal strings, so that no binary fraction creeps in.
    private static NanoDollars? Dollars(RowReader price, string member, bool isRequired)
    {
        if (!price.TryGet(member, out var value))
        {
            if (isRequired)
            {
                price.Mistake(member, "is missing", "write dollars per million tokens as a text, for instance \"2.5\"; \"0\" when it costs nothing");
            }

            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? CatalogueText.Of(value) : null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars is >= 0 and <= Most)
        {
            return NanoDollars.FromDollars(dollars);
        }

        price.Mistake(member, $"is {CatalogueText.KindOf(value)}", "write dollars per million tokens as a text in quotes, for instance \"2.5\"");
        return null;
    }
}
