using System.Text.Json;

namespace Iris.Benchmarks;

/// <summary>The committed file <c>allocations.json</c>: name to allowance.</summary>
internal static class AllowanceFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads it; an absent file allows nothing.</summary>
    public static IReadOnlyDictionary<string, Allowance> Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, Allowance>>(File.ReadAllText(path), Json)! : new Dictionary<string, Allowance>();

    /// <summary>Writes what was measured now, keeping the tolerances that were there.</summary>
    public static void Write(string path, IReadOnlyList<Measurement> measurements, IReadOnlyDictionary<string, Allowance> before)
    {
        var after = measurements.Where(measurement => measurement.Bytes is not null).ToDictionary(
            measurement => measurement.Name,
            measurement => new Allowance(measurement.Bytes!.Value, before.GetValueOrDefault(measurement.Name)?.Tolerance ?? Allowance.DefaultTolerance));
        File.WriteAllText(path, JsonSerializer.Serialize(after, Json) + "\n");
    }
}
