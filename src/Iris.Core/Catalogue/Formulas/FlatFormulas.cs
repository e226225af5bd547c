using Iris.Core.Catalogue.Embedded;

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
    private static readonly Lazy<UnknownFormula> Embedded = new(UnknownImagesReader.ReadEmbedded);

    /// <summary>The number that the embedded catalogue has for images without a rule, read when it is first asked for. What comes out of a catalogue has that catalogue's own: <see cref="ModelCatalogue.UnknownImages"/>.</summary>
    public static UnknownFormula Careful => Embedded.Value;

    /// <inheritdoc/>
    public override string Id => Name;

    private protected override bool IsRough => true;
}
