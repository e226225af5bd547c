using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Iris.Configuration.Text;

/// <summary>Addresses like <c>127.0.0.1:4747</c>, <c>[::1]:4747</c>, <c>localhost:4747</c>, or a bare port on loopback.</summary>
internal static class ListenText
{
    public const string Form = "write \"127.0.0.1:4747\", \"0.0.0.0:8080\", \"[::1]:4747\" (in quotes) or a port from 0 to 65535";

    public static bool TryParse(string text, [MaybeNullWhen(false)] out ListenOptions listen)
    {
        listen = null;
        if (TryParsePort(text, out var port))
        {
            listen = ListenOptions.Default with { Port = port };
            return true;
        }

        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !TryParsePort(text[(colon + 1)..], out port) || !TryParseAddress(text[..colon], out var address))
        {
            return false;
        }

        listen = new ListenOptions(address, port);
        return true;
    }

    public static bool TryParsePort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort;

    private static bool TryParseAddress(string text, [MaybeNullWhen(false)] out IPAddress address)
    {
        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            address = IPAddress.Loopback;
            return true;
        }

        var bracketed = text.StartsWith('[') && text.EndsWith(']');
        if (!IPAddress.TryParse(bracketed ? text[1..^1] : text, out address))
        {
            return false;
        }

        // 1.2 and 127.1 parse too, as addresses that nobody means.
        return bracketed
            ? address.AddressFamily == AddressFamily.InterNetworkV6
            : address.AddressFamily == AddressFamily.InterNetwork && text.Count(letter => letter == '.') == 3;
    }
}
