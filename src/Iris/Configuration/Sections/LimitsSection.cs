using System.Globalization;
using Iris.Configuration.Text;
using Iris.Configuration.Yaml;

namespace Iris.Configuration.Sections;

/// <summary>Reads <c>limits</c>.</summary>
internal static class LimitsSection
{
    private const long SmallestBody = 1024;
    private const int MostRequests = 1_000_000;

    public static LimitsOptions Read(MappingReader section, long availableMemory)
    {
        var defaults = LimitsOptions.For(availableMemory);
        var limits = new LimitsOptions
        {
            BodyBytes = section.Value("body_bytes", defaults.BodyBytes, TryParseBody, $"{SizeText.Form}, at least 1KiB"),
            BytesInFlight = section.Value<long>("bytes_in_flight", defaults.BytesInFlight, SizeText.TryParse, SizeText.Form),
            RequestsInFlight = section.Value("requests_in_flight", defaults.RequestsInFlight, TryParseCount, $"write a number from 1 to {MostRequests}"),
            UpstreamConnect = Duration(section, "upstream_connect", defaults.UpstreamConnect),
            UpstreamFirstByte = Duration(section, "upstream_first_byte", defaults.UpstreamFirstByte),
            UpstreamIdle = Duration(section, "upstream_idle", defaults.UpstreamIdle),
            UpstreamTotal = Duration(section, "upstream_total", defaults.UpstreamTotal),
            StatusHold = Duration(section, "status_hold", defaults.StatusHold),
            DefaultKeyBudgetUsd = section.Value<decimal?>("default_key_budget_usd", null, TryParseDollars, "write an amount of US dollars such as 25 or 0.50"),
        };
        CheckTogether(section, limits);
        return limits;
    }

    private static TimeSpan Duration(MappingReader section, string key, TimeSpan fallback) =>
        section.Value<TimeSpan>(key, fallback, DurationText.TryParse, DurationText.Form);

    private static void CheckTogether(MappingReader section, LimitsOptions limits)
    {
        if (limits.BytesInFlight < limits.BodyBytes)
        {
            var key = section.Has("bytes_in_flight") ? "bytes_in_flight" : "body_bytes";
            section.Add(key, $"one body may have {limits.BodyBytes} bytes (body_bytes), so bytes_in_flight ({limits.BytesInFlight}) must not be less");
        }

        if (limits.UpstreamTotal < limits.UpstreamFirstByte)
        {
            var key = section.Has("upstream_total") ? "upstream_total" : "upstream_first_byte";
            section.Add(key, "upstream_total must not be shorter than upstream_first_byte");
        }
    }

    private static bool TryParseBody(string text, out long bytes) => SizeText.TryParse(text, out bytes) && bytes >= SmallestBody;

    private static bool TryParseCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MostRequests;

    private static bool TryParseDollars(string text, out decimal? dollars)
    {
        var parsed = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= 1_000_000_000m;
        dollars = amount;
        return parsed;
    }
}
