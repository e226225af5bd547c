using Iris.Core.Providers.Profiles;

namespace Iris.Core.Tests.Docs;

public sealed class ReadmeTests
{
    private const int MostLines = 70;

    [Fact]
    public void Readme_EachProvider_IsNamed()
    {
        var readme = RepositoryFolder.Read("README.md");
        ProviderProfiles.All.Where(profile => profile.Name != "custom" && !readme.Contains(profile.DisplayName, StringComparison.Ordinal)).Select(profile => profile.DisplayName).ShouldBeEmpty();
    }

    [Fact]
    public void Readme_Length_StaysShort() => RepositoryFolder.Read("README.md").TrimEnd().Split('\n').Length.ShouldBeLessThanOrEqualTo(MostLines);

    [Fact]
    public void Licence_Text_IsApache2()
    {
        var licence = RepositoryFolder.Read("LICENSE");
        licence.ShouldContain("Apache License\n                           Version 2.0, January 2004");
        licence.ShouldContain("END OF TERMS AND CONDITIONS");
    }
}
