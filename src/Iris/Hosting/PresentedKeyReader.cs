using System.Text;
using Iris.Core.Pipeline;
using Microsoft.Extensions.Primitives;

namespace Iris.Hosting;

/// <summary>Finds the API key of a request: <c>Authorization: Bearer</c>, <c>x-api-key</c> (Anthropic, io.net), <c>token</c> (io.net).</summary>
internal static class PresentedKeyReader
{
    private const string Bearer = "Bearer";
    private const int LongestKey = 1024;

    /// <summary>Reads. The same key in two headers counts once; two different ones, or a header sent twice, conflict.</summary>
    public static PresentedKeys Read(IHeaderDictionary headers)
    {
        string? key = null;
        var conflict = false;
        Take(headers.Authorization, isAuthorization: true, ref key, ref conflict);
        Take(headers["x-api-key"], isAuthorization: false, ref key, ref conflict);
        Take(headers["token"], isAuthorization: false, ref key, ref conflict);
        return new PresentedKeys(key is null || key.Length > LongestKey ? default : Encoding.UTF8.GetBytes(key), conflict);
    }

    private static void Take(StringValues values, bool isAuthorization, ref string? key, ref bool conflict)
    {
        foreach (var value in values)
        {
            var found = isAuthorization ? OfAuthorization(value) : value?.Trim();
            if (string.IsNullOrEmpty(found))
            {
                continue;
            }

            conflict |= key is not null && !string.Equals(key, found, StringComparison.Ordinal);
            key ??= found;
        }

        conflict |= values.Count > 1;
    }

    private static string? OfAuthorization(string? value)
    {
        var text = value.AsSpan().Trim();
        var isBearer = text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && (text.Length == Bearer.Length || text[Bearer.Length] is ' ' or '\t');
        return (isBearer ? text[Bearer.Length..].Trim() : text).ToString();
    }
}
