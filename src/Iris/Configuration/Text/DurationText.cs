using System.Globalization;

namespace Iris.Configuration.Text;

/// <summary>Durations like <c>10s</c>: a number and a unit, from one millisecond to one day.</summary>
internal static class DurationText
{
    public const string Form = "write a duration such as 500ms, 10s, 2m or 1h, at most 24h";

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute), ("h", TimeSpan.TicksPerHour),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        foreach (var (unit, ticks) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)
                && decimal.TryParse(text.AsSpan(0, text.Length - unit.Length).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                duration = number <= TimeSpan.TicksPerDay / ticks ? TimeSpan.FromTicks((long)(number * ticks)) : TimeSpan.MaxValue;
                return duration >= TimeSpan.FromMilliseconds(1) && duration <= TimeSpan.FromDays(1);
            }
        }

        return false;
    }
}
