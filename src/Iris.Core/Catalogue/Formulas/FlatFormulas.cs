namespace Iris.Core.Catalogue.Formulas;

/// <summary><c>fixed</c>: every image costs the same.</summary>
/// <param name="Tokens">That number.</param>
public sealed record FixedFormula(int Tokens) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "fixed";
}

/// <summary><c>fixed_cap</c>: no image costs more than this.</summary>
/// <param name="MaxTokens">That number.</param>
public sealed record FixedCapFormula(int MaxTokens) : TokenFormula
{
    /// <inheritdoc/>
    public override string Id => "fixed_cap";

    private protected override bool IsRough => true;
}

/// <summary><c>unknown</c> and <c>unknown_xai</c>: nobody published a rule, so one careful number stands for every image.</summary>
/// <param name="Name">Which of the two.</param>
/// <param name="Tokens">That number.</param>
public sealed record UnknownFormula(string Name, int Tokens) : TokenFormula
{
    /// <summary>The number where not even the catalogue has one: above what most rules make of a full HD image (Claude 1 560, GPT-4o 1 105, Gemini 3 1 120).</summary>
    public const int CarefulTokens = 1_600;

    /// <summary>For endpoints without any rule.</summary>
    public static UnknownFormula Careful { get; } = new("unknown", CarefulTokens);

    /// <inheritdoc/>
    public override string Id => Name;

    private protected override bool IsRough => true;
}
