using System.Net;
using Iris.Core.Model;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>The rules by themselves, without corpus and without network.</summary>
public sealed class FetchRulesTests
{
    [Theory]
    [InlineData("0.0.0.0", "0.255.255.255", "1.0.0.0")]
    [InlineData("10.0.0.0", "10.255.255.255", "11.0.0.0")]
    [InlineData("100.64.0.0", "100.127.255.255", "100.128.0.0")]
    [InlineData("127.0.0.0", "127.255.255.255", "128.0.0.0")]
    [InlineData("169.254.0.0", "169.254.255.255", "169.255.0.0")]
    [InlineData("172.16.0.0", "172.31.255.255", "172.32.0.0")]
    [InlineData("192.0.0.0", "192.0.0.255", "192.0.1.0")]
    [InlineData("192.168.0.0", "192.168.255.255", "192.169.0.0")]
    [InlineData("198.18.0.0", "198.19.255.255", "198.20.0.0")]
    [InlineData("224.0.0.0", "255.255.255.255", "223.255.255.255")]
    [InlineData("168.63.129.16", "168.63.129.16", "168.63.129.17")]
    [InlineData("2001::", "2001:1ff:ffff::", "2001:200::")]
    [InlineData("2001:db8::", "2001:db8:ffff::1", "2001:db9::")]
    [InlineData("2002::", "2002:ffff::1", "2003::1")]
    [InlineData("3fff::", "3fff:fff::1", "3fff:1000::")]
    [InlineData("4000::", "ffff::1", "3ffe::1")]
    [InlineData("::", "1fff:ffff::", "2000::1")]
    [InlineData("::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8")]
    [InlineData("2606:4700::5efe:102:304", "2606:4700::200:5efe:102:304", "2606:4700::100:5efe:102:304")]
    public void Address_H4_H5_OfARange_IsRefusedToItsBorders(string first, string last, string outside)
    {
        AddressRules.IsPublic(IPAddress.Parse(first)).ShouldBeFalse();
        AddressRules.IsPublic(IPAddress.Parse(last)).ShouldBeFalse();
        AddressRules.IsPublic(IPAddress.Parse(outside)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Example.COM.", "example.com")]
    [InlineData("b\u00fccher.example", "xn--bcher-kva.example")]
    [InlineData("\uff11\uff12\uff17.\uff10.\uff10.\uff11", "127.0.0.1")]
    [InlineData("\u2460\u2461\u2466.\u24ea.\u24ea.\u2460", "127.0.0.1")]
    [InlineData("127\u30020\uff610\uff0e1", "127.0.0.1")]
    [InlineData("127.0.0.\u00b9", "127.0.0.1")]
    [InlineData("127.0.0.1\u200b\u00ad\u2060\ufe0f", "127.0.0.1")]
    [InlineData("\uff2c\uff4f\uff43alhost", "localhost")]
    [InlineData("127.\u0660.0.1", "127.0.0.1")]
    [InlineData("foo_bar.example", "foo_bar.example")]
    [InlineData("a\uff20b.example", null)]
    [InlineData("a\uff1a80", null)]
    [InlineData("a\u2044b.example", null)]
    [InlineData("xn--a", null)]
    [InlineData("xn--example-", null)]
    [InlineData("a..b", null)]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData("a b.example", null)]
    [InlineData("a\ud800.example", null)]
    public void Host_H5_InAnySpelling_HasOneForm(string host, string? canonical)
        => HostText.Canonicalize(host).ShouldBe(canonical);

    [Theory]
    [InlineData("cdn.example:8080", "http://cdn.example:8080/", true)]
    [InlineData("cdn.example:8080", "http://CDN.example.:8080/", true)]
    [InlineData("CDN.example:8080", "http://cdn.example:8080/", true)]
    [InlineData("cdn.example:8080", "http://a.cdn.example:8080/", false)]
    [InlineData("cdn.example:8080", "http://cdn.example:8081/", false)]
    [InlineData("*.cdn.example:8080", "http://a.cdn.example:8080/", true)]
    [InlineData("*.cdn.example:8080", "http://a.b.cdn.example:8080/", true)]
    [InlineData("*.cdn.example:8080", "http://cdn.example:8080/", false)]
    [InlineData("*.cdn.example:8080", "http://evilcdn.example:8080/", false)]
    [InlineData("*.cdn.example:8080", "http://cdn.example.evil.test:8080/", false)]
    [InlineData("*.cdn.example:8080", "http://x.dev:8080/.cdn.example:8080/", false)]
    [InlineData("10.0.0.9:80", "http://10.0.0.9/", true)]
    [InlineData("10.0.0.9:80", "http://0xa000009/", true)]
    [InlineData("[::1]:9000", "http://[0:0::1]:9000/", true)]
    [InlineData("localhost:80", "http://localhost/", true)]
    public void Allow_Entry_OpensExactlyItsHosts(string entry, string url, bool opened)
    {
        using var fetcher = new GuardedImageFetcher(new() { Allow = new HashSet<string> { entry } });

        (fetcher.Check(url) is null).ShouldBe(opened);
    }

    [Theory]
    [InlineData("cdn.example")]
    [InlineData("cdn.example:")]
    [InlineData("cdn.example:70000")]
    [InlineData("http://cdn.example:80")]
    [InlineData("*.10.0.0.1:80")]
    [InlineData(":80")]
    public void Allow_MalformedEntry_IsRefusedAtStart(string entry)
        => Should.Throw<ArgumentException>(() => new GuardedImageFetcher(new() { Allow = new HashSet<string> { entry } }));

    [Theory]
    [InlineData("file_123", ErrorReason.ImageUrlInvalid)]
    [InlineData("../../x", ErrorReason.ImageUrlInvalid)]
    [InlineData("", ErrorReason.ImageUrlInvalid)]
    [InlineData("http://example.com/a\u0000b", ErrorReason.ImageUrlInvalid)]
    [InlineData("http://example.com/a\u007fb", ErrorReason.ImageUrlInvalid)]
    [InlineData("http://example.com/a\\b", ErrorReason.ImageUrlInvalid)]
    [InlineData("http://user@example.com/", ErrorReason.ImageUrlInvalid)]
    [InlineData("http://@example.com/", ErrorReason.ImageUrlInvalid)]
    [InlineData("//\u202e", ErrorReason.ImageUrlSchemeNotAllowed)]
    [InlineData("file:////\u202e", ErrorReason.ImageUrlInvalid)]
    [InlineData("data:image/png;base64,AAAA", ErrorReason.ImageUrlSchemeNotAllowed)]
    [InlineData("http://192.0.2.2/", ErrorReason.ImageUrlAddressNotAllowed)]
    [InlineData("http://127.0.0.1:6379/", ErrorReason.ImageUrlAddressNotAllowed)]
    [InlineData("https://example.com:80/", null)]
    [InlineData("HTTP://EXAMPLE.com:443/x?y#z", null)]
    public void Check_OfText_TellsTheReason(string url, string? reason)
    {
        using var fetcher = new GuardedImageFetcher(new());

        fetcher.Check(url)?.Reason.ShouldBe(reason);
        (fetcher.Check(url) is null).ShouldBe(reason is null);
    }

    [Fact]
    public void Check_LongText_IsRefusedAt8193Characters()
    {
        using var fetcher = new GuardedImageFetcher(new());
        var stem = "http://example.com/";

        fetcher.Check(stem + new string('a', 8192 - stem.Length)).ShouldBeNull();
        fetcher.Check(stem + new string('a', 8193 - stem.Length)).ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageUrlInvalid);
    }

    [Fact]
    public void OwnAddresses_OfThisMachine_AreKnown()
    {
        var own = new OwnAddresses(TimeProvider.System);

        own.Contains(IPAddress.Loopback).ShouldBeTrue();
        own.Contains(IPAddress.Parse("93.184.216.34")).ShouldBeFalse();
    }

    [Fact]
    public async Task Mapped_AnswerOfAPublicAddress_IsDialled()
    {
        await using var world = new FetchWorld();
        world.Resolver.Answer("mapped.example.com", "::ffff:93.184.216.34");

        (await world.FetchAsync("http://mapped.example.com/")).Value.Dispose();
    }
}
