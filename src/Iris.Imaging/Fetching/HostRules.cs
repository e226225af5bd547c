namespace Iris.Imaging.Fetching;

/// <summary>What a host name tells before anybody resolves it.</summary>
internal static class HostRules
{
    private static readonly string[] InsideSuffixes =
    [
        "localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private", "arpa", "svc", "onion",
    ];

    /// <summary>True for text that other parsers would read as an address (the last label is a number), so it is no name.</summary>
    public static bool LooksNumeric(string host)
    {
        var last = host.AsSpan(host.LastIndexOf('.') + 1);
        return last.StartsWith("0x", StringComparison.Ordinal) || !last.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>True for names that only mean something inside a network: single labels and the suffixes of private zones.</summary>
    public static bool IsInside(string host)
    {
        var dot = host.LastIndexOf('.');
        return dot < 0 || InsideSuffixes.Contains(host[(dot + 1)..], StringComparer.Ordinal);
    }
}
