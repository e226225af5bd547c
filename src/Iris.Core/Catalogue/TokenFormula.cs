namespace Iris.Core.Catalogue;

/// <summary>How an endpoint counts the tokens of an image: which rule, and its numbers. A closed set of immutable records, one per rule.</summary>
/// <remarks>The numbers are data of the catalogue; counting with them is the work of <c>Images/Tokens</c>. The rules are listed in <c>docs/tokens.md</c>.</remarks>
public abstract record TokenFormula
{
    private const string Documented = "DOCUMENTED";
    private const string ReadInCode = "CODE";

    private protected TokenFormula()
    {
    }

    /// <summary>Name of the rule, for instance <c>openai_tile</c>.</summary>
    public abstract string Id { get; }

    /// <summary>How sure it is, in the catalogue's words: <c>DOCUMENTED</c>, <c>CODE (…)</c>, <c>INFERRED (…)</c>. Null when nobody said.</summary>
    public string? Status { get; init; }

    /// <summary>True when the vendor that bills publishes the rule.</summary>
    public bool IsDocumented => Status?.StartsWith(Documented, StringComparison.Ordinal) is true;

    /// <summary>True where the rule is neither published nor read in code for this very endpoint, or gives only a maximum.</summary>
    public bool IsEstimated => IsRough || !(IsDocumented || Status?.StartsWith(ReadInCode, StringComparison.Ordinal) is true);

    /// <summary>True for rules that tell no more than a maximum or a careful guess.</summary>
    private protected virtual bool IsRough => false;
}
