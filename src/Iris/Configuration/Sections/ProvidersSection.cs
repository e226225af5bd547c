using Iris.Configuration.Text;
using Iris.Configuration.Yaml;
using Iris.Core.Images;
using Iris.Core.Providers.Profiles;

namespace Iris.Configuration.Sections;

/// <summary>Reads <c>providers</c>.</summary>
internal static class ProvidersSection
{
    private const string OnlyDialect = "chat-completions";

    public static IReadOnlyDictionary<string, ProviderOptions> Read(MappingReader section)
    {
        var providers = new OrderedDictionary<string, ProviderOptions>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in section.Keys)
        {
            if (!IsName(name))
            {
                section.Add(name, "name providers with letters, digits, - and _ (at most 64); `iris` is the embedded one", secret: true);
            }
            else if (!providers.TryAdd(name, ReadOne(name, section.Mapping(name, "<name>"), section.HasMapping(name))))
            {
                section.Add(name, "this provider is there already; upper and lower case are alike", secret: true);
            }
        }

        return providers;
    }

    private static ProviderOptions ReadOne(string name, MappingReader provider, bool isMapping)
    {
        var profile = ReadProfile(name, provider);
        CheckDialect(provider);
        var options = new ProviderOptions
        {
            Name = name,
            Profile = profile,
            BaseUrl = provider.Value<Uri?>("base_url", null, BaseUrlText.TryParse, BaseUrlText.Form),
            ApiKey = ReadKey(provider),
            Headers = HeadersSection.Read(provider.Mapping("headers")),
            RemoteImages = provider.Word<RemoteImages?>("remote_images", null, ("inline", RemoteImages.Inline), ("pass", RemoteImages.Pass)),
            Models = provider.List<string>("models", IsModel, "write the model's name in the provider's own words"),
        };
        if (isMapping)
        {
            CheckReach(provider, profile);
            CheckRemote(provider, options);
        }

        return options;
    }

    private static ProviderProfile ReadProfile(string name, MappingReader provider)
    {
        if (!provider.Has("profile"))
        {
            return ProviderProfiles.Find(name) ?? ProviderProfiles.Custom;
        }

        return provider.Value("profile", ProviderProfiles.Custom, Find, $"known profiles are {string.Join(", ", ProviderProfiles.All.Select(profile => profile.Name))}");

        static bool Find(string text, out ProviderProfile profile)
        {
            var found = ProviderProfiles.Find(text);
            profile = found ?? ProviderProfiles.Custom;
            return found is not null;
        }
    }

    private static void CheckDialect(MappingReader provider)
    {
        if (provider.Text("dialect") is { } dialect && !dialect.Equals(OnlyDialect, StringComparison.OrdinalIgnoreCase))
        {
            provider.Add("dialect", $"{OnlyDialect} is the only dialect that Iris speaks to providers for now; others come later");
        }
    }

    private static string? ReadKey(MappingReader provider)
    {
        var key = provider.Text("api_key", secret: true)?.Trim();
        if (key is not null && !SecretText.IsKey(key))
        {
            provider.Add("api_key", "a key holds printable ASCII without spaces", secret: true);
        }

        return key;
    }

    private static void CheckReach(MappingReader provider, ProviderProfile profile)
    {
        if (provider.Has("base_url"))
        {
            return;
        }

        if (profile.BaseUrl is null && profile.LocalBaseUrl is null)
        {
            provider.Add("base_url", $"is required: the profile {profile.Name} has no address of its own ({BaseUrlText.Form})");
        }
        else if (!provider.Has("api_key") && profile.KeyVariables.Count > 0 && !profile.KeyVariables.Any(variable => provider.Context.Variable(variable) is not null))
        {
            provider.Add("api_key", $"is required: set {string.Join(" or ", profile.KeyVariables)} in the environment, or write ${{NAME}} here");
        }
    }

    private static void CheckRemote(MappingReader provider, ProviderOptions options)
    {
        if (options is { RemoteImages: RemoteImages.Pass, Profile.FetchesUrls: false })
        {
            provider.Add("remote_images", $"servers of the profile {options.Profile.Name} fetch no image URLs: write inline, or another profile if this server does");
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && !name.Equals("iris", StringComparison.OrdinalIgnoreCase);

    private static bool IsModel(string text, out string model)
    {
        model = text;
        return text.Length is > 0 and <= 300 && !text.Any(char.IsControl);
    }
}
