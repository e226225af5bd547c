namespace Iris.Core.Catalogue;

/// <summary>Guesses what a misspelt word was meant to be.</summary>
public static class NearestWord
{
    /// <summary>The candidate with the fewest changed letters (<c>-</c>, <c>_</c> and case do not count), when they are few.</summary>
    /// <returns>Null when none is near.</returns>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        var plain = Plain(word);
        var nearest = candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(plain, Plain(candidate))))
            .OrderBy(pair => pair.Distance)
            .FirstOrDefault();
        return nearest.Candidate is not null && nearest.Distance <= Math.Max(1, Math.Min(plain.Length, nearest.Candidate.Length) / 3)
            ? nearest.Candidate
            : null;
    }

    private static string Plain(string word) =>
        (word.Length > 64 ? word[..64] : word).Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < to.Length; j++)
            {
                var changed = diagonal + (from[i] == to[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(changed, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
