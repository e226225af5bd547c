namespace Iris.Core.Catalogue;

/// <summary>All spellings that mean a model, folded.</summary>
internal static class ModelNameKeys
{
    public static IEnumerable<string> Of(CatalogueModel model, ModelNameTier tier) => tier switch
    {
        ModelNameTier.Id => [ModelName.Fold(model.Id.Value)],
        ModelNameTier.Alias => Aliases(model),
        _ => ShortNames(model),
    };

    private static IEnumerable<string> Aliases(CatalogueModel model)
    {
        var slash = model.Id.Value.IndexOf('/');
        foreach (var alias in model.Aliases)
        {
            yield return ModelName.Fold(alias);
            if (slash > 0 && !alias.Contains('/'))
            {
                yield return ModelName.Fold($"{model.Id.Value[..slash]}/{alias}");
            }
        }
    }

    private static IEnumerable<string> ShortNames(CatalogueModel model)
    {
        yield return ModelName.Fold(ModelName.Slug(model.Id.Value));
        foreach (var alias in model.Aliases)
        {
            yield return ModelName.Fold(alias[(alias.LastIndexOf('/') + 1)..]);
        }
    }
}
