using Iris.DataFolder;

namespace Iris.Gateway.Tests.DataFolder;

public sealed class OperatorKeyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Read_Unset_IsNoKey(string? value) => OperatorKey.Read(_ => value).ShouldBeNull();

    [Fact]
    public void Read_TwentyCharacters_IsTheKey() => OperatorKey.Read(_ => "12345678901234567890").ShouldBe("12345678901234567890");

    [Fact]
    public void Read_NineteenCharacters_IsRefusedWithoutRepeatingTheKey()
    {
        var failure = Should.Throw<DataFolderException>(() => OperatorKey.Read(_ => "1234567890123456789"));

        failure.Message.ShouldContain("at least 20");
        failure.Message.ShouldNotContain("1234567890123456789");
    }

    [Theory]
    [InlineData("a key with spaces in it, long")]
    [InlineData("schlüssel-schlüssel-schlüssel")]
    [InlineData("line\nline-line-line-line-line")]
    public void Read_CharactersThatNoHeaderCarries_IsRefused(string key)
        => Should.Throw<DataFolderException>(() => OperatorKey.Read(_ => key)).Message.ShouldContain("HTTP header");
}
