namespace Iris.LoadBench.Results;

/// <summary>Replaces a marked part of a Markdown page: what stands between <c>&lt;!-- NAME:begin --&gt;</c> and <c>&lt;!-- NAME:end --&gt;</c>.</summary>
internal static class DocsPage
{
    /// <summary>The page with the part replaced.</summary>
    /// <exception cref="LoadBenchException">The page has no such markers.</exception>
    public static string Replace(string page, string name, string content)
    {
        var (begin, end) = ($"<!-- {name}:begin -->", $"<!-- {name}:end -->");
        var from = page.IndexOf(begin, StringComparison.Ordinal);
        var to = from < 0 ? -1 : page.IndexOf(end, from, StringComparison.Ordinal);
        return to < 0
            ? throw new LoadBenchException($"docs/benchmarks.md has no part {begin} … {end}.")
            : $"{page[..(from + begin.Length)]}\n{content.TrimEnd()}\n{page[to..]}";
    }

    /// <summary>Replaces the part in the file.</summary>
    public static void Write(string path, string name, string content) => File.WriteAllText(path, Replace(File.ReadAllText(path), name, content));
}
