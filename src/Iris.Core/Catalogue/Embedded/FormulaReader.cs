using Iris.Core.Catalogue.Files;
using Iris.Core.Catalogue.Formulas;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Reads the member <c>token_formula</c> of a row.</summary>
internal static class FormulaReader
{
    private const string Member = "token_formula";

    /// <returns>Null when it is absent or wrong.</returns>
    public static TokenFormula? Read(RowReader row, CatalogueReferences references)
    {
        if (row.OptionalObject(Member) is not { } formula)
        {
            return null;
        }

        try
        {
            return TokenFormulaReader.Read(formula.Element, references.UnknownImages);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            row.Mistake(Member, $"cannot be read ({e.Message})", "write id and params as docs/catalogue.md has them");
            return null;
        }
    }
}
