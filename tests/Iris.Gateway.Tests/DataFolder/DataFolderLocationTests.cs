using Iris.DataFolder;

namespace Iris.Gateway.Tests.DataFolder;

public sealed class DataFolderLocationTests
{
    [Theory]
    [InlineData("/srv/iris", "/share", "/home/a", "/srv/iris")]
    [InlineData("here", "/share", "/home/a", "/some/place/here")]
    [InlineData(null, "/share", "/home/a", "/share/iris")]
    [InlineData("", "", "/home/a", "/home/a/.local/share/iris")]
    [InlineData(null, "relative/is/invalid", "/home/a", "/home/a/.local/share/iris")]
    public void Resolve_Environment_TheFirstThatIsSetWins(string? data, string? shared, string? home, string expected)
        => DataFolderLocation.Resolve(Variables(data, shared, home), "/some/place").ShouldBe(expected);

    [Fact]
    public void Resolve_NothingSet_SaysWhichVariableToSet()
        => Should.Throw<DataFolderException>(() => DataFolderLocation.Resolve(Variables(null, null, null), "/"))
            .Remedy.ShouldContain("IRIS_DATA");

    private static Func<string, string?> Variables(string? data, string? shared, string? home) => name => name switch
    {
        "IRIS_DATA" => data,
        "XDG_DATA_HOME" => shared,
        "HOME" => home,
        _ => null,
    };
}
