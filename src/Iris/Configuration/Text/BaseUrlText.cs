using System.Diagnostics.CodeAnalysis;

namespace Iris.Configuration.Text;

/// <summary>Base addresses of providers: http or https, without user info, query and fragment; a slash at the end is added.</summary>
internal static class BaseUrlText
{
    public const string Form = "write an http or https URL such as https://api.example.com/v1, without user name, query and the path chat/completions";

    public static bool TryParse(string text, [MaybeNullWhen(false)] out Uri url)
    {
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url.Host.Length == 0)
        {
            return false;
        }

        return url.UserInfo.Length == 0
            && url.Query.Length == 0
            && url.Fragment.Length == 0
            && !url.AbsolutePath.EndsWith("/chat/completions/", StringComparison.OrdinalIgnoreCase);
    }
}
