namespace Iris.Core.Model;

/// <summary>The canonical name of a model, <c>author/slug</c> in lower case.</summary>
/// <param name="Value">The name as the catalogue spells it.</param>
public readonly record struct ModelId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
