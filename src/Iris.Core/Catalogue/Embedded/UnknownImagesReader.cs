using Iris.Core.Catalogue.Files;
using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Reads <c>unknown_image_tokens</c> of <c>models.json</c>: what every image counts where nobody published a rule.</summary>
internal static class UnknownImagesReader
{
    private const string Member = "unknown_image_tokens";
    private const string Tokens = "tokens";

    /// <returns>Null when the member is absent or wrong.</returns>
    public static UnknownFormula? Read(RowReader root)
    {
        if (root.OptionalObject(Member) is not { } row)
        {
            return null;
        }

        row.Expect(Tokens, "source", "date", "note");
        if (!row.TryGet(Tokens, out _))
        {
            row.Mistake(Tokens, "is missing", $"write a whole number from 1 to {ImagePreferences.MostTokensPerImage}");
        }

        return row.OptionalLong(Tokens, 1, ImagePreferences.MostTokensPerImage) is { } tokens ? new UnknownFormula("unknown", (int)tokens) : null;
    }

    /// <summary>That of the embedded file alone.</summary>
    /// <exception cref="InvalidDataException">The file lacks it: a bug of the build.</exception>
    public static UnknownFormula ReadEmbedded()
    {
        using var models = EmbeddedJson.Open("Catalogue.models.json");
        return Read(RowReader.Root(models.RootElement, new CatalogueText("models.json", [], IsOperators: false)))
            ?? throw new InvalidDataException($"the embedded models.json lacks {Member}");
    }
}
