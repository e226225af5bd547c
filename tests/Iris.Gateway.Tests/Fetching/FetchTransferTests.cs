using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Iris.Core.Model;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Fetching;

/// <summary>What an origin that was reached may do.</summary>
public sealed class FetchTransferTests
{
    private const int Cap = 1 << 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData(300_001)]
    [InlineData(Cap)]
    public async Task Body_UpToTheCap_ArrivesUnchanged(int length)
    {
        var body = Pattern(length);
        await using var announced = new FetchWorld(ScriptedOrigin.Fixed(ScriptedOrigin.Ok(body)));
        await using var unannounced = new FetchWorld(ScriptedOrigin.Fixed([.. "HTTP/1.1 200 OK\r\n\r\n"u8, .. body]));
        await using var chunked = new FetchWorld(ScriptedOrigin.Fixed([.. "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8, .. Chunk(body), .. "0\r\n\r\n"u8]));

        foreach (var world in (FetchWorld[])[announced, unannounced, chunked])
        {
            var outcome = await world.FetchAsync();

            outcome.Error.ShouldBeNull();
            outcome.Value.Bytes.Span.SequenceEqual(body).ShouldBeTrue();
            outcome.Value.Dispose();
        }
    }

    [Fact]
    public async Task Body_AnnouncedOverTheCap_IsRefusedUnread()
    {
        await using var world = new FetchWorld(ScriptedOrigin.Fixed("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"u8.ToArray()));

        var outcome = await world.FetchAsync();

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageTooLarge);
        outcome.Error.Message.ShouldContain(Cap.ToString());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", false)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", true)]
    public async Task Body_Endless_IsCutAtTheCap(string head, bool chunked)
    {
        long sent = 0;
        var origin = new ScriptedOrigin(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), token);
            var step = chunked ? Chunk(Pattern(32 * 1024)) : Pattern(32 * 1024);
            while (true)
            {
                await stream.WriteAsync(step, token);
                sent += step.Length;
            }
        });
        await using (var world = new FetchWorld(origin))
        {
            var outcome = await world.FetchAsync();

            outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageTooLarge);
        }

        // What the two sockets' buffers hold beyond the cap, and not more: the rest was not drained.
        sent.ShouldBeLessThan(Cap + (16 << 20));
    }

    [Fact]
    public async Task Body_LongerThanAnnounced_EndsWhereAnnounced()
    {
        var answer = ScriptedOrigin.Ok(Pattern(100));
        await using var world = new FetchWorld(ScriptedOrigin.Fixed([.. answer, .. Pattern(Cap)]));

        var outcome = await world.FetchAsync();

        outcome.Value.Bytes.Length.ShouldBe(100);
        outcome.Value.Dispose();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: \"gzip\"\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 1\r\n\r\nx")]
    [InlineData("HTTP/1.1 304 Not Modified\r\n\r\n")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("-ERR unknown command\r\n")]
    [InlineData("")]
    public async Task Answer_OfAnyOtherKind_FailsWithOneText(string answer)
    {
        await using var world = new FetchWorld(ScriptedOrigin.Fixed(Encoding.ASCII.GetBytes(answer)));

        var outcome = await world.FetchAsync();

        outcome.Error.ShouldBe(FetchErrors.Failed);
    }

    [Fact]
    public async Task Answer_ClosedPortAndBrokenTls_FailWithTheSameText()
    {
        await using var world = new FetchWorld();
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closed = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var fetcher = new GuardedImageFetcher(new() { Allow = new HashSet<string> { $"127.0.0.1:{closed}" } });

        (await fetcher.FetchAsync($"http://127.0.0.1:{closed}/", FetchWorld.Tenant, TestContext.Current.CancellationToken)).Error.ShouldBe(FetchErrors.Failed);
        (await world.FetchAsync($"https://{FetchWorld.OriginHost}:{world.Origin.Port}/")).Error.ShouldBe(FetchErrors.Failed);
    }

    [Fact]
    public async Task CompressionBomb_IsRefusedUnopened()
    {
        var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[4 << 20], TestContext.Current.CancellationToken);
        }

        await using var world = new FetchWorld(ScriptedOrigin.Fixed(ScriptedOrigin.Ok(bomb.ToArray(), "Content-Encoding: gzip\r\n")));

        (await world.FetchAsync()).Error.ShouldBe(FetchErrors.Failed);
    }

    [Fact]
    public async Task Headers_OfTenMegabytes_Fail()
    {
        var header = Encoding.ASCII.GetBytes($"X-Filler: {new string('a', 8000)}\r\n");
        var origin = new ScriptedOrigin(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), token);
            for (var i = 0; i < 1250; i++)
            {
                await stream.WriteAsync(header, token);
            }

            await stream.WriteAsync("Content-Length: 0\r\n\r\n"u8.ToArray(), token);
        });
        await using var world = new FetchWorld(origin);

        (await world.FetchAsync()).Error.ShouldBe(FetchErrors.Failed);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(InterimLimitStream.Most, true)]
    [InlineData(InterimLimitStream.Most + 1, false)]
    [InlineData(100, false)]
    [InlineData(int.MaxValue, false)]
    public async Task Interim_Responses_AreBounded(int count, bool taken)
    {
        var origin = new ScriptedOrigin(async (_, stream, token) =>
        {
            for (var i = 0; i < count; i++)
            {
                await stream.WriteAsync("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"u8.ToArray(), token);
            }

            await stream.WriteAsync(ScriptedOrigin.Ok(ScriptedOrigin.Image), token);
        });
        await using var world = new FetchWorld(origin);

        var outcome = await world.FetchAsync();

        outcome.Succeeded.ShouldBe(taken);
        if (taken)
        {
            outcome.Value.Bytes.ToArray().ShouldBe(ScriptedOrigin.Image);
            outcome.Value.Dispose();
        }
    }

    [Fact]
    public async Task Request_H6_CarriesNothingButItself()
    {
        using var activity = new System.Diagnostics.Activity("caller").Start();
        await using var world = new FetchWorld();

        using var image = (await world.FetchAsync(world.OriginUrl("/a%7Eb/../x.png?X-Amz-Signature=%7e%2d+%2F#part"))).Value;

        var lines = world.Origin.Heads.ShouldHaveSingleItem().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("GET /a%7Eb/../x.png?X-Amz-Signature=%7e%2d+%2F HTTP/1.1");
        lines.Skip(1).Select(line => line.Split(':')[0]).ShouldBe(["Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"], ignoreOrder: true);
        lines.ShouldContain($"Host: {FetchWorld.OriginHost}:{world.Origin.Port}");
        lines.ShouldContain("Accept-Encoding: identity");
        lines.ShouldContain($"User-Agent: {ImageHttpHandler.UserAgent(null)}");
    }

    [Fact]
    public async Task Cookies_AreNotKept()
    {
        await using var world = new FetchWorld(ScriptedOrigin.Fixed(ScriptedOrigin.Ok(ScriptedOrigin.Image, "Set-Cookie: a=b\r\n")));

        (await world.FetchAsync()).Value.Dispose();
        (await world.FetchAsync()).Value.Dispose();

        world.Origin.Heads.ShouldAllBe(head => !head.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
        world.Origin.Connections.ShouldBe(2);
    }

    [Fact]
    public void Handler_TakesNothingFromItsSurroundings()
    {
        using var handler = ImageHttpHandler.Create(ImageNetwork.CreateSystem(TimeProvider.System));

        handler.UseProxy.ShouldBeFalse();
        handler.UseCookies.ShouldBeFalse();
        handler.AllowAutoRedirect.ShouldBeFalse();
        handler.Credentials.ShouldBeNull();
        handler.AutomaticDecompression.ShouldBe(DecompressionMethods.None);
        handler.SslOptions.CertificateChainPolicy.ShouldNotBeNull().DisableCertificateDownloads.ShouldBeTrue();
    }

    [Fact]
    public async Task Certificate_TrustedAndNamed_IsTaken()
    {
        var certificates = TestCertificates.Create(FetchWorld.OriginHost);
        await using var world = new FetchWorld(Tls(certificates), certificates: certificates.Trust());

        (await world.FetchAsync($"https://{FetchWorld.OriginHost}:{world.Origin.Port}/")).Value.Dispose();
    }

    [Fact]
    public async Task Certificate_OfAnotherName_Fails()
    {
        var certificates = TestCertificates.Create("other.test");
        await using var world = new FetchWorld(Tls(certificates), certificates: certificates.Trust());

        (await world.FetchAsync($"https://{FetchWorld.OriginHost}:{world.Origin.Port}/")).Error.ShouldBe(FetchErrors.Failed);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Certificate_ThatPointsInside_IsNotFollowed(bool downloads, int expected)
    {
        await using var inside = ScriptedOrigin.Canary();
        var certificates = TestCertificates.CreateWithMissingLink(FetchWorld.OriginHost, new Uri($"http://127.0.0.1:{inside.Port}/link.crt"));
        await using var world = new FetchWorld(Tls(certificates), certificates: certificates.Trust(downloads));

        (await world.FetchAsync($"https://{FetchWorld.OriginHost}:{world.Origin.Port}/")).Error.ShouldBe(FetchErrors.Failed);

        // The second row is the counter-proof: without the setting the runtime does call.
        Math.Min(inside.Connections, 1).ShouldBe(expected);
    }

    private static ScriptedOrigin Tls(TestCertificates certificates)
        => new((_, stream, token) => stream.WriteAsync(ScriptedOrigin.Ok(ScriptedOrigin.Image), token).AsTask(), certificates.Server);

    private static byte[] Chunk(byte[] body)
        => body.Length == 0 ? [] : [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n"u8];

    private static byte[] Pattern(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)(i * 31 >> 3);
        }

        return bytes;
    }
}
