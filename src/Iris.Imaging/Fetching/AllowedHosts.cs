using System.Collections.Frozen;
using System.Globalization;
using System.Net;

namespace Iris.Imaging.Fetching;

/// <summary>The hosts that the operator opened, by exact <c>host:port</c>, or below a name with <c>*.</c> on a label border.</summary>
internal sealed class AllowedHosts
{
    private readonly FrozenSet<string> _exact;
    private readonly string[] _below;

    /// <exception cref="ArgumentException">An entry is not of the form <c>host:port</c>.</exception>
    public AllowedHosts(IEnumerable<string> entries)
    {
        var all = entries.Select(Canonicalize).ToArray();
        _exact = all.Where(entry => !entry.StartsWith("*.", StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);
        _below = [.. all.Where(entry => entry.StartsWith("*.", StringComparison.Ordinal)).Select(entry => entry[1..])];
    }

    /// <param name="host">Canonical: lower-case ASCII, an IPv6 address without brackets.</param>
    /// <param name="port">The port that will be dialled.</param>
    public bool Contains(string host, int port)
    {
        if (_exact.Count == 0 && _below.Length == 0)
        {
            return false;
        }

        var entry = Join(host, port);
        return _exact.Contains(entry) || Array.Exists(_below, tail => entry.Length > tail.Length && entry.EndsWith(tail, StringComparison.Ordinal));
    }

    private static string Canonicalize(string entry)
    {
        var colon = entry.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            throw Malformed(entry);
        }

        var host = entry[..colon].Trim();
        var wild = host.StartsWith("*.", StringComparison.Ordinal);
        var name = HostText.Canonicalize(Unbracket(wild ? host[2..] : host)) ?? throw Malformed(entry);
        if (wild && IPAddress.TryParse(name, out _))
        {
            throw Malformed(entry);
        }

        return (wild ? "*." : "") + Join(name, port);
    }

    private static string Unbracket(string host) => host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;

    private static string Join(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    private static ArgumentException Malformed(string entry) => new($"'{entry}' is not of the form host:port.", nameof(entry));
}
