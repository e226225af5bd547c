using System.Text.Json;
using Iris.Core.Catalogue;

namespace Iris.Core.Tests.Catalogue;

internal static class EmbeddedFile
{
    public static JsonElement Read(string name)
    {
        using var stream = typeof(ModelCatalogue).Assembly.GetManifestResourceStream($"Iris.Core.{name}");
        using var document = JsonDocument.Parse(stream.ShouldNotBeNull());
        return document.RootElement.Clone();
    }
}
