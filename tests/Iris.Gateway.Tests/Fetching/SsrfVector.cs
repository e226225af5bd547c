using System.Text.RegularExpressions;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>One row of the corpus' <c>ssrf-vectors.tsv</c>, escapes undone.</summary>
public sealed partial record SsrfVector(string Id, string Group, string Input, string DnsStub, string Expected, string Code)
{
    private const string Variable = "IRIS_TEST_CORPUS";

    /// <summary>The ids of the rows whose group starts with one of the letters, or one empty id when the corpus is absent, so that the theory says so.</summary>
    public static TheoryData<string> Ids(string groups)
    {
        var ids = new TheoryData<string>();
        foreach (var vector in ReadAll().Where(vector => groups.Contains(vector.Group[0], StringComparison.Ordinal)))
        {
            ids.Add(vector.Id);
        }

        if (ids.Count == 0)
        {
            ids.Add("");
        }

        return ids;
    }

    /// <summary>The row, or a skipped test when the corpus is absent.</summary>
    public static SsrfVector Get(string id)
    {
        Assert.SkipWhen(id.Length == 0, $"{Variable} does not name a folder with ssrf-vectors.tsv");
        return ReadAll().Single(vector => vector.Id == id);
    }

    private static IEnumerable<SsrfVector> ReadAll()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        var path = Path.Combine(folder ?? "", "ssrf-vectors.tsv");
        return folder is not null && File.Exists(path)
            ? File.ReadLines(path).Skip(1).Select(line => line.Split('\t')).Select(cells => new SsrfVector(cells[0], cells[1], Unescape(cells[2]), cells[3], cells[4], cells[5]))
            : [];
    }

    private static string Unescape(string text) => Escapes().Replace(text, match => match.Value[1] switch
    {
        'u' => ((char)Convert.ToInt32(match.Value[2..], 16)).ToString(),
        'r' => "\r",
        'n' => "\n",
        't' => "\t",
        _ => "\\",
    });

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|r|n|t|\\)")]
    private static partial Regex Escapes();
}
