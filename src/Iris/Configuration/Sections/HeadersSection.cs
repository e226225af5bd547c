using System.Collections.Frozen;
using Iris.Configuration.Text;
using Iris.Configuration.Yaml;

namespace Iris.Configuration.Sections;

/// <summary>Reads <c>providers.&lt;name&gt;.headers</c>.</summary>
internal static class HeadersSection
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    // What the connection itself decides.
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        ["host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect"],
        StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyDictionary<string, string> Read(MappingReader section)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in section.Keys)
        {
            if (!IsToken(name) || Reserved.Contains(name))
            {
                section.Add(name, "write a header name that Iris does not set itself", secret: true);
            }
            else if (section.Text(name, secret: true) is { } value)
            {
                if (SecretText.IsHeaderValue(value))
                {
                    headers[name] = value;
                }
                else
                {
                    section.Add(name, "a header holds printable ASCII only", secret: true);
                }
            }
        }

        return headers;
    }

    private static bool IsToken(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || TokenMarks.Contains(letter));
}
