namespace Iris.Core.Catalogue;

/// <summary>How surely a spelling means a model. The surest wins where two models share a spelling; within one, the model that comes first.</summary>
internal enum ModelNameTier
{
    /// <summary>The canonical <c>author/slug</c>.</summary>
    Id,

    /// <summary>A listed alias, alone or behind the author.</summary>
    Alias,

    /// <summary>A name without its author.</summary>
    Short,
}
