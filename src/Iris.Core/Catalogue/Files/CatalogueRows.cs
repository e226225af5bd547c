using Iris.Core.Catalogue.Formulas;
using Iris.Core.Model;

namespace Iris.Core.Catalogue.Files;

/// <summary>All rows of a catalogue, read and resolved.</summary>
internal sealed record CatalogueRows(
    IReadOnlyList<CatalogueModel> Models,
    IReadOnlyList<CatalogueEndpoint> Endpoints,
    IReadOnlyList<ModelFamily> Families,
    IReadOnlyList<ImageLimits> Limits,
    UnknownFormula UnknownImages);
