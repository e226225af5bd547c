using Iris.Configuration;

namespace Iris.DataFolder;

/// <summary>The environment variable <c>IRIS_API_KEY</c>: a key of the operator's choice, valid from the first start beside the default key.</summary>
internal static class OperatorKey
{
    /// <summary>Fewest characters: a shorter key could be guessed.</summary>
    public const int FewestCharacters = 20;

    /// <summary>The key, or null when the variable is unset or empty.</summary>
    /// <exception cref="DataFolderException">It is too short, or holds what no HTTP header can carry.</exception>
    public static string? Read(Func<string, string?> environment)
    {
        if (environment(ConfigurationVariables.ApiKey) is not { Length: > 0 } key)
        {
            return null;
        }

        if (key.Length < FewestCharacters)
        {
            throw new DataFolderException(
                $"{ConfigurationVariables.ApiKey} has {key.Length} characters; a key needs at least {FewestCharacters}.",
                $"Choose a longer one, for instance: export {ConfigurationVariables.ApiKey}=\"$(openssl rand -hex 32)\", or unset it and use the default key.");
        }

        if (key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new DataFolderException(
                $"{ConfigurationVariables.ApiKey} holds a space or a character outside ASCII, which an HTTP header cannot carry.",
                $"Choose a key of printable ASCII characters, or unset {ConfigurationVariables.ApiKey} and use the default key.");
        }

        return key;
    }

    /// <summary>The keys that are valid from the start.</summary>
    /// <param name="defaultKey">The key of the data folder.</param>
    /// <param name="chosenKey">From <see cref="Read"/>.</param>
    public static IReadOnlyList<string> Beside(string defaultKey, string? chosenKey) => chosenKey is null ? [defaultKey] : [defaultKey, chosenKey];
}
