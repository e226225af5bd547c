using System.Globalization;

namespace Iris.Benchmarks;

/// <summary>Compares what was measured with what is allowed.</summary>
internal static class AllocationReport
{
    /// <summary>Prints a line a benchmark.</summary>
    /// <returns>How many fail: too many bytes, no allowance, no result, or an allowance without a benchmark.</returns>
    public static int Print(IReadOnlyList<Measurement> measurements, IReadOnlyDictionary<string, Allowance> allowances, TextWriter output)
    {
        var failures = 0;
        var width = measurements.Select(measurement => measurement.Name.Length).Append(9).Max();
        output.WriteLine($"{"benchmark".PadRight(width)}  {"bytes/op",12}  {"allowed",12}  {"mean µs",10}  verdict");
        foreach (var measurement in measurements)
        {
            var allowance = allowances.GetValueOrDefault(measurement.Name);
            var (passes, verdict) = Judge(measurement, allowance);
            failures += passes ? 0 : 1;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{measurement.Name.PadRight(width)}  {measurement.Bytes,12}  {allowance?.Most,12}  {measurement.Microseconds,10:0.0}  {verdict}"));
        }

        foreach (var name in allowances.Keys.Except(measurements.Select(measurement => measurement.Name)))
        {
            failures++;
            output.WriteLine($"{name}: has an allowance but no benchmark; take it out with --update");
        }

        return failures;
    }

    /// <summary>The verdict on one benchmark.</summary>
    public static (bool Passes, string Verdict) Judge(Measurement measurement, Allowance? allowance) => (measurement.Bytes, allowance) switch
    {
        (null, _) => (false, "FAILED to run; see --verbose"),
        (_, null) => (false, "NEW: add it with --update"),
        ({ } bytes, { } known) when bytes > known.Most => (false, $"MORE than {known.Bytes} + tolerance"),
        ({ } bytes, { } known) when bytes < known.Least => (true, "less: tighten it with --update"),
        _ => (true, "ok"),
    };
}
