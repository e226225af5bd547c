using System.Net;
using System.Text;
using Iris.Core.Model;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>Random input with a fixed seed: no text and no answer brings anything but a verdict.</summary>
public sealed class FetchFuzzTests
{
    private static readonly string[] Pieces =
    [
        "http://", "https://", "HTTP:", "file:", "//", "/", "\\", "@", ":", "?", "#", "[", "]", "%", "%25", "%2f", ".", "..", "127.0.0.1", "::1", "::ffff:10.0.0.1",
        "example.com", "localhost", "xn--", "xn--a", "0x7f", "017", "1", "80", "65536", "-", "_", "a", "\u3002", "\uff0e", "\uff10", "\uff20", "\uff1a", "\u2460", "\u00b2", "\u200b",
        "\u00df", "\u00e9", "\ud83d\ude00", "\ud800", "\udc00", "\ufffd", "\u0000", "\t", " ", "\u0130", "\u202e", "\u0301",
    ];

    [Fact]
    public void Text_OfAnyKind_IsJudgedByWhatTheSocketGets()
    {
        var chance = new Random(20261120);
        using var fetcher = new GuardedImageFetcher(new());
        for (var i = 0; i < 200_000; i++)
        {
            var text = (chance.Next(4) == 0 ? "" : "http://") + string.Concat(Enumerable.Range(0, chance.Next(8)).Select(_ => Pieces[chance.Next(Pieces.Length)]));

            var error = fetcher.Check(text);

            error?.Row.Kind.ShouldBe(ErrorKind.ImageFetch);
            if (error is null)
            {
                AssertPublic(ImageUrl.Parse(text).Value);
            }
        }
    }

    [Fact]
    public async Task Answer_OfAnyKind_IsAnImageOrAnError()
    {
        var chance = new Random(20261120);
        var good = ScriptedOrigin.Ok(ScriptedOrigin.Image, "Transfer-Encoding: chunked\r\nContent-Encoding: identity\r\nLocation: http://example.com/a\r\nKeep-Alive: 5\r\n");
        var origin = new ScriptedOrigin((_, stream, token) => stream.WriteAsync(Mutate(chance, good), token).AsTask());
        await using var world = new FetchWorld(origin);
        var failed = 0;
        for (var i = 0; i < 500; i++)
        {
            var outcome = await world.FetchAsync();
            if (outcome.Succeeded)
            {
                outcome.Value.Dispose();
            }
            else
            {
                failed++;
            }
        }

        failed.ShouldBeInRange(1, 500);
        world.Dialer.Diverted.ShouldBeEmpty();
    }

    private static void AssertPublic(ImageUrl url)
    {
        var host = url.RequestUri.IdnHost;
        host.Trim('[', ']').ShouldBe(url.Host);
        url.RequestUri.Port.ShouldBe(url.Port);
        url.RequestUri.UserInfo.ShouldBeEmpty();
        Ascii.IsValid(url.RequestUri.PathAndQuery).ShouldBeTrue();
        if (IPAddress.TryParse(host.TrimEnd('.'), out var address))
        {
            AddressRules.IsPublic(address).ShouldBeTrue(host);
        }
    }

    private static byte[] Mutate(Random chance, byte[] answer)
    {
        var bytes = answer.ToList();
        for (var changes = chance.Next(1, 5); changes > 0; changes--)
        {
            var at = chance.Next(bytes.Count);
            switch (chance.Next(3))
            {
                case 0:
                    bytes[at] = (byte)chance.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(chance.Next(1, 20), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, "\r\n: 3\0"u8[..chance.Next(1, 6)].ToArray());
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }
}
