using System.Globalization;
using System.Text.Json;

namespace Iris.Core.Catalogue.Files;

/// <summary>A file of the operator's catalogue folder.</summary>
internal static class OverrideFile
{
    /// <summary>A larger file is not read.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const string NotThisFile = "leave it out, or put a readable JSON file there";

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };

    /// <summary>Reads it.</summary>
    /// <returns>Null when there is none, or when it cannot be read, which is then a mistake. The caller disposes it.</returns>
    public static JsonDocument? TryRead(string folder, CatalogueText text)
    {
        var path = Path.Combine(folder, text.File);
        if (Directory.Exists(path))
        {
            text.Mistakes.Add(new CatalogueMistake(text.File, "", "is a folder", NotThisFile));
            return null;
        }

        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return Parse(path, text);
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line + 1}, byte {e.BytePositionInLine + 1}") : "";
            text.Mistakes.Add(new CatalogueMistake(text.File, place, $"is no valid JSON: {WithoutPlace(e.Message)}", "mend it; comments and trailing commas are allowed"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            text.Mistakes.Add(new CatalogueMistake(text.File, "", $"cannot be read ({e.Message})", NotThisFile));
        }

        return null;
    }

    private static JsonDocument? Parse(string path, CatalogueText text)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length > MaxBytes)
        {
            text.Mistakes.Add(new CatalogueMistake(text.File, "", $"has {stream.Length} bytes", $"keep it below {MaxBytes} bytes"));
            return null;
        }

        return JsonDocument.Parse(stream, Options);
    }

    private static string WithoutPlace(string message)
    {
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (place < 0 ? message : message[..place]).TrimEnd('.', ' ');
    }
}
