using System.Text.Json;
using Iris.Core.Model;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Reads a model of <c>models.json</c>.</summary>
internal static class ModelReader
{
    public static CatalogueModel Read(JsonElement row) => new()
    {
        Id = new ModelId(row.Text("id")),
        Name = row.Text("name"),
        Aliases = row.Texts("aliases"),
        InputModalities = row.Texts("input_modalities"),
        OutputModalities = row.Texts("output_modalities"),
        ContextLength = row.OptionalInt("context_length"),
        MaxOutputTokens = row.OptionalInt("max_output"),
    };
}
