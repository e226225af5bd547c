using System.Text;

namespace Iris.Configuration.Text;

/// <summary><c>${NAME}</c> in a value stands for an environment variable; <c>$${</c> for a plain <c>${</c>.</summary>
internal static class EnvironmentText
{
    /// <summary>Puts the variables in.</summary>
    /// <param name="text">As written.</param>
    /// <param name="environment">Looks a variable up.</param>
    /// <param name="missing">Names that are not set, or set to nothing; an unclosed <c>${</c> is the name of all that follows.</param>
    public static string Expand(string text, Func<string, string?> environment, out IReadOnlyList<string> missing)
    {
        missing = [];
        if (!text.Contains("${", StringComparison.Ordinal))
        {
            return text;
        }

        var names = new List<string>();
        var expanded = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            at += Step(text.AsSpan(at), environment, expanded, names);
        }

        missing = names;
        return expanded.ToString();
    }

    private static int Step(ReadOnlySpan<char> rest, Func<string, string?> environment, StringBuilder expanded, List<string> missing)
    {
        if (rest.StartsWith("$${"))
        {
            expanded.Append("${");
            return 3;
        }

        if (!rest.StartsWith("${"))
        {
            expanded.Append(rest[0]);
            return 1;
        }

        var end = rest.IndexOf('}');
        var name = rest[2..(end < 0 ? rest.Length : end)].ToString();
        var value = end < 0 ? null : environment(name);
        if (string.IsNullOrEmpty(value))
        {
            missing.Add(name);
        }

        expanded.Append(value);
        return end < 0 ? rest.Length : end + 1;
    }
}
