using Iris.Core.Catalogue.Embedded;
using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>Names of files that lie at a provider: only that provider opens them, for the key that uploaded them, so nobody else fetches them.</summary>
/// <remarks>The names are data with source and date (<c>provider-files.json</c>). Immutable.</remarks>
public static class ProviderFiles
{
    private static readonly (string Scheme, string Holder)[] Schemes = Read("schemes", "scheme");
    private static readonly (string Prefix, string Holder)[] Ids = Read("ids", "prefix");
    private static readonly (string Host, string[] Path, string Holder)[] Urls = EmbeddedJson.Read(
        "Images.provider-files.json",
        root => root.Rows("urls", row => (row.Text("host"), row.Text("path").Split('/'), row.Text("holder"))));

    /// <summary>The refusal of a URL of such a scheme (<c>gs://…</c>), or null for any other scheme.</summary>
    /// <param name="scheme">Without colon, in any case.</param>
    public static GatewayError? CheckScheme(string scheme)
        => Holder(Schemes, row => row.Equals(scheme, StringComparison.OrdinalIgnoreCase)) is { } holder ? Refuse(ErrorReason.ImageUrlSchemeNotAllowed, holder) : null;

    /// <summary>The refusal of a bare file id (<c>file-…</c>), or null for any other text.</summary>
    public static GatewayError? CheckId(string text)
        => Holder(Ids, row => text.StartsWith(row, StringComparison.Ordinal)) is { } holder ? Refuse(ErrorReason.ImageUrlInvalid, holder) : null;

    /// <summary>The refusal of an http(s) URL of a provider's file store, or null for any other.</summary>
    /// <param name="host">In lower case, without trailing dot.</param>
    /// <param name="path">With its first slash, without query; escapes as written.</param>
    public static GatewayError? CheckUrl(string host, string path)
    {
        foreach (var row in Urls)
        {
            if (row.Host == host && IsBelow(path.Split('/'), row.Path))
            {
                return Refuse(ErrorReason.ImageProviderFile, row.Holder);
            }
        }

        return null;
    }

    private static bool IsBelow(string[] path, string[] pattern)
    {
        if (path.Length < pattern.Length)
        {
            return false;
        }

        for (var i = 0; i < pattern.Length; i++)
        {
            // The last part is empty where the pattern ends with a slash: anything may stand there.
            var matches = pattern[i] == "*" || (i == pattern.Length - 1 && pattern[i].Length == 0) || pattern[i] == path[i];
            if (!matches)
            {
                return false;
            }
        }

        return true;
    }

    private static GatewayError Refuse(string reason, string holder) => new(
        reason,
        $"This names a file that lies at {holder}: only that provider opens it, for the key that uploaded it, and Iris never fetches it. Send the image as a data URL, or as an https URL that everybody can read.");

    private static string? Holder((string Name, string Holder)[] rows, Predicate<string> matches)
    {
        var index = Array.FindIndex(rows, row => matches(row.Name));
        return index < 0 ? null : rows[index].Holder;
    }

    private static (string Name, string Holder)[] Read(string list, string property) => EmbeddedJson.Read(
        "Images.provider-files.json",
        root => root.Rows(list, row => (row.Text(property), row.Text("holder"))));
}
