using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Catalogue.Files;

/// <summary>What rows may name: models and limits profiles, the operator's included. A name that nobody has is a mistake, and a stand-in comes back.</summary>
internal sealed class CatalogueReferences(KeyedRows<CatalogueModel> models, KeyedRows<ImageLimits> limits, UnknownFormula? unknownImages)
{
    private static readonly CatalogueModel NoModel = new() { Id = new ModelId(""), Name = "", InputModalities = [], OutputModalities = [] };

    private static readonly ImageLimits NoLimits = new() { Profile = "", Formats = [] };

    /// <summary>What an image counts where nobody published a rule.</summary>
    public UnknownFormula? UnknownImages => unknownImages;

    /// <summary>The model of an id.</summary>
    public CatalogueModel Model(RowReader row, string id) => models.Find(id) ?? Missing(row, "model", id, models.Keys, NoModel, "add it to models");

    /// <summary>The limits profile of a name.</summary>
    public ImageLimits Limits(RowReader row, string profile) => limits.Find(profile) ?? Missing(row, "limits", profile, limits.Keys, NoLimits, "add it to the profiles of image-limits.json");

    private static T Missing<T>(RowReader row, string member, string name, IEnumerable<string> known, T standIn, string remedy)
    {
        if (name.Length > 0)
        {
            row.Mistake(member, $"names {CatalogueText.Shown(name)}, which is nowhere", NearestWord.Of(name, known) is { } nearest ? $"did you mean {nearest}? Else {remedy}" : remedy);
        }

        return standIn;
    }
}
