using System.Text.Json.Serialization;

namespace Iris.Core.Catalogue.Embedded;

/// <summary>Readers for the embedded files, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ModelsFile))]
[JsonSerializable(typeof(LimitsFile))]
internal sealed partial class CatalogueJson : JsonSerializerContext
{
    /// <summary>The file as the assembly carries it.</summary>
    public static Stream Open(string fileName) =>
        typeof(CatalogueJson).Assembly.GetManifestResourceStream($"Iris.Core.Catalogue.{fileName}")
        ?? throw new InvalidDataException($"the assembly lacks {fileName}");
}
