using System.Text.RegularExpressions;
using Iris.Configuration;
using Iris.Core.Providers.Profiles;
using YamlDotNet.RepresentationModel;

namespace Iris.Gateway.Tests.Configuration;

public sealed partial class DocumentationTests
{
    private static readonly (string, string)[] AllKeys =
        [.. ProviderProfiles.All.SelectMany(profile => profile.KeyVariables).Select(variable => (variable, "key"))];

    [Fact]
    public void Page_Keys_AreExactlyThoseOfTheReader()
    {
        var rows = Row().Matches(RepositoryFile.Read("docs/configuration.md")).Select(match => match.Groups[1].Value).Where(key => !key.StartsWith("IRIS_", StringComparison.Ordinal));
        rows.Where(row => row.Any(char.IsLower)).ShouldBe(ConfigurationKeys.All.Select(key => key.Path));
    }

    [Fact]
    public void Page_Rows_RepeatTypeDefaultAndMeaning()
    {
        var page = RepositoryFile.Read("docs/configuration.md");
        foreach (var key in ConfigurationKeys.All)
        {
            page.ShouldContain($"| `{key.Path}` | {key.Type} | {key.Default} | {key.Meaning} |");
        }
    }

    [Fact]
    public void Page_Variables_AreAllThere()
    {
        var page = RepositoryFile.Read("docs/configuration.md");
        foreach (var variable in ConfigurationVariables.All.Concat(AllKeys.Select(key => key.Item1)).Concat(ProviderProfiles.All.Select(profile => profile.BaseUrlVariable).OfType<string>()))
        {
            page.ShouldContain($"`{variable}`");
        }
    }

    [Fact]
    public void Sample_AsItIs_IsValid() => Configurations.Load(RepositoryFile.Read("iris.sample.yaml")).Mistakes.ShouldBeEmpty();

    [Fact]
    public void Sample_Uncommented_IsValidAndHoldsEveryKey()
    {
        var yaml = Commented().Replace(RepositoryFile.Read("iris.sample.yaml"), "$1");
        Configurations.Load(yaml, [.. AllKeys, ("BOX_API_KEY", "key")]).Mistakes.ShouldBeEmpty();

        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        Paths((YamlMappingNode)stream.Documents[0].RootNode, "").Distinct().Order().ShouldBe(ConfigurationKeys.All.Select(key => key.Path).Order());
    }

    // Every path of the sample, names replaced by what the key list calls them.
    private static IEnumerable<string> Paths(YamlMappingNode node, string pattern)
    {
        var known = ConfigurationKeys.Below(pattern);
        foreach (var (key, value) in node.Children)
        {
            var name = known.SingleOrDefault(candidate => candidate == key.ToString()) ?? known.Single(candidate => candidate.StartsWith('<'));
            var path = pattern.Length == 0 ? name : $"{pattern}.{name}";
            if (ConfigurationKeys.All.Any(listed => listed.Path == path))
            {
                yield return path;
            }
            else
            {
                foreach (var below in Paths(value.ShouldBeOfType<YamlMappingNode>(path), path))
                {
                    yield return below;
                }
            }
        }
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^#: ?(.*)$", RegexOptions.Multiline)]
    private static partial Regex Commented();
}
