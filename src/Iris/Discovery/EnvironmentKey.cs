using Iris.Configuration.Text;
using Iris.Core.Providers.Profiles;

namespace Iris.Discovery;

/// <summary>A provider's key as the environment holds it.</summary>
/// <param name="Variable">Where it was.</param>
/// <param name="Key">The secret.</param>
/// <param name="BaseUrl">Where it belongs.</param>
internal sealed record EnvironmentKey(string Variable, string Key, Uri? BaseUrl)
{
    /// <summary>Looks for the key of a profile.</summary>
    /// <param name="profile">Knows the variables.</param>
    /// <param name="environment">Looks one up.</param>
    /// <param name="trouble">Why a key that is there cannot be used, or null.</param>
    /// <returns>Null when there is none, or none of use.</returns>
    public static EnvironmentKey? Find(ProviderProfile profile, Func<string, string?> environment, out string? trouble)
    {
        trouble = null;
        foreach (var variable in profile.KeyVariables)
        {
            if (environment(variable)?.Trim() is not { Length: > 0 } key)
            {
                continue;
            }

            if (!SecretText.IsKey(key))
            {
                trouble = $"what {variable} holds is no key (printable ASCII without spaces) and is not used";
                return null;
            }

            return TryFindBaseUrl(profile, variable, environment, out var baseUrl, out trouble) ? new EnvironmentKey(variable, key, baseUrl) : null;
        }

        return null;
    }

    // A key never goes to another address than its owner meant: a wrong one costs the provider.
    private static bool TryFindBaseUrl(ProviderProfile profile, string keyVariable, Func<string, string?> environment, out Uri? baseUrl, out string? trouble)
    {
        trouble = null;
        baseUrl = profile.KeyBaseUrls.GetValueOrDefault(keyVariable) ?? profile.BaseUrl;
        if (profile.BaseUrlVariable is not { } variable || environment(variable)?.Trim() is not { Length: > 0 } text)
        {
            return true;
        }

        if (BaseUrlText.TryParse(text, out baseUrl))
        {
            return true;
        }

        trouble = $"{variable} holds no usable address ({BaseUrlText.Form}), so its key is not used";
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => $"key from {Variable}";
}
