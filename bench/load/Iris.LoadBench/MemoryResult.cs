using System.Globalization;

namespace Iris.LoadBench;

/// <summary>What simultaneous uploads did to a target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="BodyBytes">Length of one body.</param>
/// <param name="Outcomes">How often each HTTP status or fault came.</param>
/// <param name="Took">From the first byte to the last answer.</param>
/// <param name="PeakRssBytes">Largest resident memory of its processes meanwhile; null without a gateway.</param>
/// <param name="AnswersAfterwards">True when a small request was answered afterwards.</param>
internal sealed record MemoryResult(
    string Target,
    long BodyBytes,
    IReadOnlyDictionary<string, int> Outcomes,
    TimeSpan Took,
    long? PeakRssBytes,
    bool AnswersAfterwards)
{
    /// <summary>What the peak must not pass, or null when nothing bounds it.</summary>
    public long? BoundBytes { get; init; }

    /// <summary>True when every upload was served or refused in words, the peak is inside its bound, and the target lives.</summary>
    public bool IsOrderly =>
        AnswersAfterwards
        && Outcomes.Keys.All(outcome => outcome is "200" or "429" or "503")
        && !(PeakRssBytes > BoundBytes);

    /// <summary>The goal: 1.3 times the bytes in flight and 100 MB.</summary>
    /// <param name="mebibytesInFlight">What the configuration lets in.</param>
    public static long BoundOf(int mebibytesInFlight) => (long)(1.3 * mebibytesInFlight * (1 << 20)) + 100_000_000;

    /// <summary>The result as one line of a Markdown list.</summary>
    public string Render()
    {
        var uploads = Outcomes.Values.Sum();
        var outcomes = string.Join(", ", Outcomes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} × {pair.Key}"));
        var peak = PeakRssBytes is { } bytes ? $"peak RSS {bytes / 1e6:0} MB" : "no gateway";
        var bound = BoundBytes is { } most ? $" (bound {most / 1e6:0} MB)" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"- {Target}: {uploads} uploads of {BodyBytes / 1e6:0.0} MB at once: {outcomes}; {peak}{bound}; {Took.TotalSeconds:0.0} s; {(AnswersAfterwards ? "answers" : "does not answer")} afterwards");
    }
}
