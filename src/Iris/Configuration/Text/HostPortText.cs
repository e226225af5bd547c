using System.Diagnostics.CodeAnalysis;

namespace Iris.Configuration.Text;

/// <summary><c>host:port</c>, in lower case.</summary>
internal static class HostPortText
{
    public const string Form = "write host:port, for instance \"images.internal:8080\" or \"127.0.0.1:9000\"";

    public static bool TryParse(string text, [MaybeNullWhen(false)] out string hostPort)
    {
        hostPort = null;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ListenText.TryParsePort(text[(colon + 1)..], out var port) || port == 0)
        {
            return false;
        }

        var host = text[..colon];
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown || (host.Contains(':') && !host.StartsWith('[')))
        {
            return false;
        }

        hostPort = $"{host.ToLowerInvariant()}:{port}";
        return true;
    }
}
