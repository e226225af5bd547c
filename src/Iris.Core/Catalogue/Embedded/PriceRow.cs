using System.Globalization;
using Iris.Core.Model;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>US dollars per million tokens as decimal strings, so that no binary fraction creeps in.</summary>
internal sealed record PriceRow
{
    public required string Input { get; init; }

    public required string Output { get; init; }

    public string? CachedInput { get; init; }

    public ModelPrice ToPrice() => new(Parse(Input), Parse(Output), CachedInput is null ? null : Parse(CachedInput));

    private static NanoDollars Parse(string dollars) =>
        NanoDollars.FromDollars(decimal.Parse(dollars, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
}
