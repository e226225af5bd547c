using System.Text;
using Iris.Core.Accounting;
using Iris.Core.Model;

namespace Iris.Core.Tests.Accounting;

public sealed class KeyRingTests
{
    private const string First = "sk-iris-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private const string Second = "sk-iris-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB";

    [Fact]
    public void Key_OfTheRing_IsFoundByItsName()
    {
        var ring = new KeyRing([ApiKey.FromText(First, "alice"), ApiKey.FromText(Second)]);

        Find(ring, First).ShouldBe(new KeyId("alice"));
        Find(ring, Second).ShouldBe(ApiKey.FromText(Second).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sk-iris-")]
    [InlineData("sk-iris-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC")]
    [InlineData("sk-iris-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("SK-IRIS-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("sk-iris-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ")]
    public void Key_OfNobody_IsNotFound(string presented)
        => Find(new KeyRing([ApiKey.FromText(First), ApiKey.FromText(Second)]), presented).ShouldBeNull();

    [Fact]
    public void Ring_WithoutKeys_KnowsNobody() => Find(new KeyRing([]), First).ShouldBeNull();

    [Fact]
    public void Key_Shown_TellsAtMostFourSecretCharacters()
    {
        var generated = ApiKey.FromText("sk-iris-abcdefghijklmnopqrstuvwxyzWXYZ");
        var own = ApiKey.FromText("my-very-own-secret-key-1234");

        generated.Display.ShouldBe("sk-iris-…WXYZ");
        own.Display.ShouldBe("…1234");
        generated.ToString().ShouldNotContain("abc");
        generated.Id.Value.ShouldMatch("^key-[0-9a-f]{12}$");
    }

    [Theory]
    [InlineData("nineteen-characters")]
    [InlineData("")]
    [InlineData("twenty characters !!")]
    [InlineData("twenty-characters-\u00fc\u00fc")]
    [InlineData("twenty-characters-\r\n")]
    public void Key_TooShortOrOdd_IsRefused(string key) => Should.Throw<ArgumentException>(() => ApiKey.FromText(key)).Message.ShouldNotContain("twenty-");

    [Fact]
    public void Ring_SameKeyTwice_CountsOnce()
        => new KeyRing([ApiKey.FromText(First, "a"), ApiKey.FromText(First, "b")]).Keys.ShouldHaveSingleItem().Id.Value.ShouldBe("a");

    [Fact]
    public void Ring_TwoKeysOfOneName_AreRefused()
        => Should.Throw<ArgumentException>(() => new KeyRing([ApiKey.FromText(First, "a"), ApiKey.FromText(Second, "a")]));

    private static KeyId? Find(KeyRing ring, string presented)
        => ring.TryFind(Encoding.UTF8.GetBytes(presented), out var key) ? key : null;
}
