using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Iris.Core.Model;

namespace Iris.Imaging.Fetching;

/// <summary>A URL in the form in which it is judged and sent: the host is canonical, path and query are the caller's characters, the fragment is gone.</summary>
internal sealed record ImageUrl
{
    private const int LongestUrl = 8192;
    private static readonly SearchValues<char> AuthorityEnds = SearchValues.Create("/?#");

    // Uri's own canonical form decodes %7e and %2d in the query, which breaks signed URLs.
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>What is sent.</summary>
    public required Uri RequestUri { get; init; }

    /// <summary>Lower-case ASCII without trailing dot, or an address without brackets.</summary>
    public required string Host { get; init; }

    /// <summary>The host when it is an address, else null.</summary>
    public required IPAddress? Literal { get; init; }

    /// <summary>0 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Names the URL where it must not be told: SHA-256 in hexadecimal.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RequestUri.OriginalString)));

    /// <summary>True for https.</summary>
    public bool IsSecure => RequestUri.Scheme == Uri.UriSchemeHttps;

    /// <summary>Reads raw text. Only its form is judged here; <see cref="ImageUrlRules"/> judges where it leads.</summary>
    public static Outcome<ImageUrl> Parse(string text)
    {
        if (text.Length > LongestUrl || text.AsSpan().ContainsAnyInRange('\0', ' ') || text.AsSpan().ContainsAny('\x7f', '\\'))
        {
            return FetchErrors.Invalid;
        }

        if (text.StartsWith('/'))
        {
            // A path, or what Uri would take for a file on Unix.
            return FetchErrors.Scheme;
        }

        try
        {
            return ParseClean(text);
        }
        catch (Exception exception) when (exception is UriFormatException or IndexOutOfRangeException)
        {
            // The first comes from properties of a Uri that was created without complaint; the second from TryCreate itself,
            // which .NET 10.0 does for "file:////" and a bidirectional control character.
            return FetchErrors.Invalid;
        }
    }

    private static Outcome<ImageUrl> ParseClean(string text)
    {
        if (!Uri.TryCreate(text, AsWritten, out var uri) || !uri.IsAbsoluteUri)
        {
            return FetchErrors.Invalid;
        }

        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
        {
            return FetchErrors.Scheme;
        }

        var authorityStart = uri.Scheme.Length + "://".Length;
        if (string.CompareOrdinal(text, uri.Scheme.Length, "://", 0, "://".Length) != 0)
        {
            return FetchErrors.Invalid;
        }

        var rest = text.AsSpan(authorityStart);
        var end = rest.IndexOfAny(AuthorityEnds);
        var authority = end < 0 ? rest : rest[..end];
        return authority.IsEmpty || authority.Contains('@') ? FetchErrors.Invalid : Build(uri, authority, end < 0 ? "" : rest[end..]);
    }

    private static Outcome<ImageUrl> Build(Uri uri, ReadOnlySpan<char> authority, ReadOnlySpan<char> tail)
    {
        if (authority.StartsWith("[") && authority.Contains('%'))
        {
            // A zone id names an interface of this machine.
            return FetchErrors.Address;
        }

        var raw = uri.HostNameType == UriHostNameType.IPv6 ? uri.DnsSafeHost : uri.Host;
        var host = HostText.Canonicalize(raw);
        if (host is null)
        {
            return FetchErrors.Invalid;
        }

        var literal = IPAddress.TryParse(host, out var address) ? address : null;
        var shown = literal?.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{host}]" : host;
        var request = string.Create(CultureInfo.InvariantCulture, $"{uri.Scheme}://{shown}:{uri.Port}{Target(tail)}");
        return Uri.TryCreate(request, AsWritten, out var requestUri)
            ? new ImageUrl { RequestUri = requestUri, Host = host, Literal = literal, Port = uri.Port }
            : FetchErrors.Invalid;
    }

    // Path and query as written, without fragment; what is not ASCII goes out as percent-encoded UTF-8.
    private static string Target(ReadOnlySpan<char> tail)
    {
        var hash = tail.IndexOf('#');
        var kept = hash < 0 ? tail : tail[..hash];
        var target = new StringBuilder(kept.StartsWith("/") ? "" : "/");
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in kept.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                target.Append((char)rune.Value);
                continue;
            }

            foreach (var unit in utf8[..rune.EncodeToUtf8(utf8)])
            {
                target.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
            }
        }

        return target.ToString();
    }
}
