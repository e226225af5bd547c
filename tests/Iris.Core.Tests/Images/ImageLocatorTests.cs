using System.Text;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.TestKit;

namespace Iris.Core.Tests.Images;

/// <summary>The resolution of an image's string: each row of the table, on the fast and on the slow way.</summary>
public sealed class ImageLocatorTests
{
    private static readonly byte[] Png = OddPng();
    private static readonly string Base64 = Convert.ToBase64String(Png);

    public static TheoryData<string, string> Accepted() => new()
    {
        { "canonical", $"data:image/png;base64,{Base64}" },
        { "white space around", $" \r\n\tdata:image/png;base64,{Base64} \n" },
        { "scheme in capitals", $"DATA:image/png;BASE64,{Base64}" },
        { "parameters", $"data:image/png;charset=utf-8;name=\"a b.png\";base64,{Base64}" },
        { "marker not last", $"data:image/png;base64;charset=utf-8,{Base64}" },
        { "no media type", $"data:;base64,{Base64}" },
        { "media type without subtype", $"data:image;base64,{Base64}" },
        { "only the marker", $"data:base64,{Base64}" },
        { "old media type", $"data:image/jpg;base64,{Base64}" },
        { "wrong media type", $"data:image/jpeg;base64,{Base64}" },
        { "text media type", $"data:text/html;base64,{Base64}" },
        { "doubled prefix", $"data:image/png;base64,data:image/png;base64,{Base64}" },
        { "doubled prefix with space", $"data:image/png;base64, data:image/jpeg;base64, {Base64}" },
        { "white space after the comma", $"data:image/png;base64, \n{Base64}" },
        { "line breaks", $"data:image/png;base64,{Wrap(Base64, "\r\n")}" },
        { "blanks inside", $"data:image/png;base64,{Wrap(Base64, " \t")}" },
        { "url-safe alphabet", $"data:image/png;base64,{Base64.Replace('+', '-').Replace('/', '_')}" },
        { "percent-encoded", $"data:image/png;base64,{Base64.Replace("+", "%2B").Replace("/", "%2f").Replace("=", "%3D")}" },
        { "missing padding", $"data:image/png;base64,{Base64.TrimEnd('=')}" },
        { "percent-encoded bytes", "data:image/png," + string.Concat(Png.Select(value => $"%{value:x2}")) },
        { "percent-encoded bytes where needed", "data:image/png," + string.Concat(Png.Select(value => value is > 0x30 and < 0x7F ? ((char)value).ToString() : $"%{value:X2}")) },
        { "raw", Base64 },
        { "raw with white space", $"\n {Wrap(Base64, "\n")} \n" },
        { "raw url-safe without padding", Base64.Replace('+', '-').Replace('/', '_').TrimEnd('=') },
    };

    public static TheoryData<string, string, string> Refused() => new()
    {
        { "empty", "", ErrorReason.ImageEmpty },
        { "blank", " \t\n", ErrorReason.ImageEmpty },
        { "no bytes", "data:image/png;base64,", ErrorReason.ImageEmpty },
        { "no bytes, padded", "data:image/png;base64,==", ErrorReason.ImageEmpty },
        { "no bytes, plain", "data:image/png,", ErrorReason.ImageEmpty },
        { "foreign character", $"data:image/png;base64,{Base64[..20]}!{Base64[20..]}", ErrorReason.InvalidBase64 },
        { "not ASCII", $"data:image/png;base64,{Base64[..20]}é{Base64[20..]}", ErrorReason.InvalidBase64 },
        { "one character too many", $"data:image/png;base64,{Base64.TrimEnd('=')[..^(Base64.TrimEnd('=').Length % 4)]}A", ErrorReason.InvalidBase64 },
        { "padding in the middle", $"data:image/png;base64,{Base64[..20]}=={Base64[20..]}", ErrorReason.InvalidBase64 },
        { "three padding characters", "data:image/png;base64,iVBORw0KGgoA===", ErrorReason.InvalidBase64 },
        { "broken percent escape", $"data:image/png;base64,{Base64[..20]}%41{Base64[20..]}", ErrorReason.InvalidBase64 },
        { "half a percent escape", $"data:image/png;base64,{Base64.TrimEnd('=')}%2", ErrorReason.InvalidBase64 },
        { "raw with a foreign character", $"{Base64[..80]}!{Base64[80..]}", ErrorReason.InvalidBase64 },
        { "prefix three times", $"data:image/png;base64,data:image/png;base64,data:image/png;base64,{Base64}", ErrorReason.ImageUrlInvalid },
        { "no comma", "data:image/png;base64", ErrorReason.ImageUrlInvalid },
        { "no comma in a long string", "data:" + new string('a', 5_000), ErrorReason.ImageUrlInvalid },
        { "no marker, no picture", "data:image/png,raw", ErrorReason.UnsupportedImageFormat },
        { "no marker, broken escape", "data:image/png,%8", ErrorReason.ImageUrlInvalid },
        { "no marker, broken digit", "data:image/png,%8x", ErrorReason.ImageUrlInvalid },
        { "file URL", "file:///etc/passwd", ErrorReason.ImageUrlSchemeNotAllowed },
        { "FTP URL", "FTP://example.com/a.png", ErrorReason.ImageUrlSchemeNotAllowed },
        { "bucket", "gs://bucket/a.png", ErrorReason.ImageUrlSchemeNotAllowed },
        { "other bucket", "s3://bucket/a.png", ErrorReason.ImageUrlSchemeNotAllowed },
        { "blob", "blob:https://example.com/1", ErrorReason.ImageUrlSchemeNotAllowed },
        { "script", "javascript:alert(1)", ErrorReason.ImageUrlSchemeNotAllowed },
        { "long scheme", new string('a', 300) + ":b", ErrorReason.ImageUrlSchemeNotAllowed },
        { "drive", "C:\\photo.png", ErrorReason.ImageUrlSchemeNotAllowed },
        { "absolute path", "/etc/passwd", ErrorReason.ImageUrlSchemeNotAllowed },
        { "share", "\\\\host\\share", ErrorReason.ImageUrlSchemeNotAllowed },
        { "network path", "//127.0.0.1/", ErrorReason.ImageUrlSchemeNotAllowed },
        { "socket", "http+unix://%2Fvar%2Frun%2Fdocker.sock/info", ErrorReason.ImageUrlInvalid },
        { "file id in a URL", "file_123", ErrorReason.ImageUrlInvalid },
        { "relative path", "../x", ErrorReason.ImageUrlInvalid },
        { "text", "a picture of a cat that I like very much, please", ErrorReason.ImageUrlInvalid },
        { "base64 of nothing known", Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('q', 60))), ErrorReason.ImageUrlInvalid },
        { "short base64", "iVBORw0KGgoAAAANSUhEUg==", ErrorReason.ImageUrlInvalid },
        { "base64 of a PDF", Convert.ToBase64String(Encoding.ASCII.GetBytes("%PDF-1.7\n" + new string('q', 60))), ErrorReason.UnsupportedImageFormat },
        { "data URL of a PDF", "data:image/png;base64," + Convert.ToBase64String(Encoding.ASCII.GetBytes("%PDF-1.7\n")), ErrorReason.UnsupportedImageFormat },
        { "truncated", "data:image/png;base64," + Convert.ToBase64String(Png[..40]), ErrorReason.ImageDecodeFailed },
        { "URL too long", "https://example.com/" + new string('a', 8_173), ErrorReason.ImageUrlInvalid },
        { "refused address", "http://refused/", ErrorReason.ImageUrlAddressNotAllowed },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task Locate_SpellingOfTheTable_FindsTheSameBytes(string name, string source)
    {
        foreach (var knowsBase64 in new[] { true, false })
        {
            using var request = LocatorCase.Of([source], knowsBase64);
            var outcome = await request.LocateAsync(cancellationToken: TestContext.Current.CancellationToken);

            outcome.Error.ShouldBeNull(name);
            using var located = outcome.Value;
            var image = located.Images.ShouldHaveSingleItem();
            All(image.Bytes!).ShouldBe(Png, name);
            (image.Facts!.Value.Format, image.Facts.Value.Width, image.Facts.Value.Height).ShouldBe((ImageFormat.Png, 3, 2));
            image.IsCanonicalOnWire.ShouldBe(name == "canonical" && knowsBase64, name);
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Locate_StringThatIsNoImage_IsRefusedWithItsPart(string name, string source, string reason)
    {
        foreach (var knowsBase64 in new[] { true, false })
        {
            using var request = LocatorCase.Of([$"data:image/png;base64,{Base64}", source], knowsBase64);
            var fetcher = new ScriptedFetcher();
            var error = (await request.LocateAsync(fetcher, cancellationToken: TestContext.Current.CancellationToken)).Error;

            error.ShouldNotBeNull(name);
            (error.Reason, error.Param).ShouldBe((reason, "messages[0].content[1].image_url.url"), name);
            error.Message.ShouldStartWith("messages[0].content[1].image_url.url: ");
            error.Message.Length.ShouldBeLessThan(400);
            fetcher.Fetched.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Locate_JsonEscapesInTheBase64_AreUndone()
    {
        // What PHP writes: every slash with a backslash; and others write line breaks and any character as an escape.
        var escaped = $"data:image\\/png;base64,{Wrap(Base64, "\\n").Replace("/", "\\/")}";
        var coded = string.Concat($"data:image/png;base64,{Base64}".Select(character => $"\\u{(int)character:X4}"));
        foreach (var source in new[] { escaped, coded, $"data:image\\/png;base64,{Base64}" })
        {
            using var request = LocatorCase.OfRaw([source]);
            using var located = (await request.LocateAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;

            All(located.Images[0].Bytes!).ShouldBe(Png);
            located.Images[0].IsCanonicalOnWire.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Locate_CleanBase64_IsReadWhereItLies()
    {
        foreach (var source in new[] { $"data:image/png;base64,{Base64}", Base64, $"data:image/png;base64, {Base64.TrimEnd('=')}", $"data:image\\/png;base64,{Base64}" })
        {
            using var request = LocatorCase.OfRaw([source]);
            using var located = (await request.LocateAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;

            located.CleanText.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("data:image/PNG;base64,", true, true)]
    [InlineData("data:image/jpeg;base64,", true, true)]
    [InlineData("data:image/png;charset=x;base64,", true, true)]
    [InlineData("data:image/png;base64,", false, true)]
    [InlineData("data:image/png;base64,", true, false)]
    public async Task Locate_AnythingButTheCanonicalPart_MustBeWrittenAnew(string prefix, bool canonicalPart, bool padded)
    {
        using var request = LocatorCase.Of([prefix + (padded ? Base64 : Base64.TrimEnd('='))], canonical: canonicalPart);
        using var located = (await request.LocateAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;

        located.Images[0].IsCanonicalOnWire.ShouldBeFalse();
    }

    [Theory]
    [InlineData("data:image/png;base64,", false)]
    [InlineData("data:IMAGE/PNG;base64,", false)]
    [InlineData("data: image/png ;base64,", false)]
    [InlineData("data:image/x-png;base64,", false)]
    [InlineData("data:image/png;charset=utf-8;base64,", false)]
    [InlineData("data:;base64,", false)]
    [InlineData("data:image;base64,", false)]
    [InlineData("data:base64,", false)]
    [InlineData("data:image/*;base64,", false)]
    [InlineData("data:application/octet-stream;base64,", false)]
    [InlineData("", false)]
    [InlineData("data:image/jpeg;base64,", true)]
    [InlineData("data:image/jpg;base64,", true)]
    [InlineData("data:image/webp;name=x;base64,", true)]
    [InlineData("data:text/html;base64,", true)]
    [InlineData("data:image/png;base64,data:image/jpeg;base64,", true)]
    [InlineData("data:image/jpeg;base64,data:image/png;base64,", false)]
    public async Task Locate_C1_C6_C7_DeclaredType_IsToldWhenItIsWrongAndNeverBelieved(string prefix, bool isMislabelled)
    {
        foreach (var knowsBase64 in new[] { true, false })
        {
            using var request = LocatorCase.Of([prefix + Base64], knowsBase64);
            using var located = (await request.LocateAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;

            located.Images[0].IsMislabelled.ShouldBe(isMislabelled);
            located.Images[0].Facts!.Value.Format.ShouldBe(ImageFormat.Png);
            (isMislabelled && located.Images[0].IsCanonicalOnWire).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("image/jpeg", true)]
    [InlineData("image/jpg", false)]
    [InlineData("image/pjpeg", false)]
    public async Task Locate_C3_OldNameOfJpeg_IsNoWrongLabelAndIsWrittenAnew(string type, bool isCanonical)
    {
        using var request = LocatorCase.Of([$"data:{type};base64,{Convert.ToBase64String(SampleImages.Jpeg(8, 16))}"]);
        using var located = (await request.LocateAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;

        located.Images[0].IsMislabelled.ShouldBeFalse();
        located.Images[0].IsCanonicalOnWire.ShouldBe(isCanonical);
    }

    [Fact]
    public async Task Locate_C7_PercentEncodedBytesUnderAWrongType_AreTold()
    {
        using var request = LocatorCase.Of(["data:image/jpeg," + string.Concat(Png.Select(value => $"%{value:x2}"))]);
        using var located = (await request.LocateAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;

        located.Images[0].IsMislabelled.ShouldBeTrue();
    }

    [Theory]
    [InlineData("D1 D2 the prefix is no data", "data:image/png;base64,", "")]
    [InlineData("D2 the prefix twice", "data:image/png;base64,data:image/png;base64,", "")]
    [InlineData("D3 bare", "", "")]
    [InlineData("D4 line breaks", "data:image/png;base64,", "\r\n")]
    [InlineData("D4 bare with line breaks", "", "\n")]
    public async Task Locate_D1_D2_D3_D4_SpellingOfBase64_GivesTheBytes(string row, string prefix, string separator)
    {
        using var request = LocatorCase.OfRaw([prefix + (separator.Length == 0 ? Base64 : Wrap(Base64, separator))]);
        using var located = (await request.LocateAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;

        All(located.Images[0].Bytes!).ShouldBe(Png, row);
    }

    [Fact]
    public async Task Locate_FileId_IsNotFound()
    {
        using var request = LocatorCase.Of(["file-abc"]);
        var asked = request.Request with { Images = [request.Request.Images[0] with { IsFileId = true }] };
        var locator = new ImageLocator(new ScriptedFetcher(), new ImageLocatorOptions { Pool = new BlockPool(1) });

        var error = (await locator.LocateAsync(asked, request.Body, new RemoteTerms(new KeyId("key-test"), RemoteImages.Inline, _ => true), TestContext.Current.CancellationToken)).Error!;

        (error.Reason, error.Row.Status).ShouldBe((ErrorReason.ImageNotFound, 404));
    }

    [Fact]
    public async Task Locate_ThousandImages_AreRefusedAtOnce()
    {
        using var request = LocatorCase.Of(Enumerable.Repeat("not even looked at", 1_000));
        var error = (await request.LocateAsync(cancellationToken: TestContext.Current.CancellationToken)).Error!;

        (error.Reason, error.Param).ShouldBe((ErrorReason.TooManyImages, "messages[0].content[500].image_url.url"));
    }

    [Fact]
    public async Task Locate_FiveHundredImages_AreAllFound()
    {
        using var request = LocatorCase.Of(Enumerable.Range(0, 500).Select(index => index % 2 == 0 ? Base64 : $"data:image/png;base64,{Wrap(Base64, "\n")}"));
        using var located = (await request.LocateAsync(cancellationToken: TestContext.Current.CancellationToken)).Value;

        located.Images.ShouldAllBe(image => image.Facts!.Value.Width == 3);
        All(located.Images[499].Bytes!).ShouldBe(Png);
    }

    [Fact]
    public async Task Locate_TooManyBytes_IsRefusedBeforeAnythingIsKept()
    {
        var caps = new HardCaps { MaxImageBytes = 3_000 };
        var zeros = new string('A', 4_000);
        foreach (var (source, reason) in new[]
        {
            ($"data:image/png;base64,{zeros}", ErrorReason.UnsupportedImageFormat),
            ($"data:image/png;base64,{zeros}AAAA", ErrorReason.ImageTooLarge),
            ($"data:image/png;base64,{Wrap(zeros, "\n")}", ErrorReason.UnsupportedImageFormat),
            ($"data:image/png;base64,{Wrap(zeros + "AAAA", "\n")}", ErrorReason.ImageTooLarge),
            ($"data:image/png,{new string('A', 3_000)}", ErrorReason.UnsupportedImageFormat),
            ($"data:image/png,{new string('A', 3_001)}", ErrorReason.ImageTooLarge),
        })
        {
            using var request = LocatorCase.Of([source]);
            (await request.LocateAsync(caps: caps, cancellationToken: TestContext.Current.CancellationToken)).Error!.Reason.ShouldBe(reason, source[..60]);
        }
    }

    [Fact]
    public async Task Locate_RandomOddities_GiveThePlainBytesOverBlockBorders()
    {
        var random = new Random(42);
        for (var round = 0; round < 12; round++)
        {
            var noise = new byte[random.Next(100, 500_000)];
            random.NextBytes(noise);
            var bytes = SampleImages.Png(3, 2, chunks: SampleImages.PngChunk("prVt", noise));
            using var request = LocatorCase.Of([$"data:image/png;base64,{Odd(Convert.ToBase64String(bytes), random)}"]);
            var outcome = await request.LocateAsync(cancellationToken: TestContext.Current.CancellationToken);

            outcome.Error.ShouldBeNull();
            using var located = outcome.Value;
            All(located.Images[0].Bytes!).AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        }
    }

    [Fact]
    public void Sample_HasEveryCharacterThatSpellingsDifferIn() => Base64.ShouldSatisfyAllConditions(
        () => Base64.ShouldContain('+'),
        () => Base64.ShouldContain('/'),
        () => Base64.ShouldEndWith("="));

    /// <summary>A PNG whose base64 has plus, slash and padding.</summary>
    private static byte[] OddPng()
    {
        var noise = new byte[200];
        new Random(1).NextBytes(noise);
        var data = noise.ToList();
        byte[] png;
        do
        {
            data.Add(0);
            png = SampleImages.Png(3, 2, alpha: true, chunks: SampleImages.PngChunk("prVt", [.. data]));
        }
        while (png.Length % 3 == 0);
        return png;
    }

    private static string Odd(string base64, Random random)
    {
        var text = new StringBuilder();
        foreach (var character in random.Next(2) == 0 ? base64 : base64.TrimEnd('='))
        {
            text.Append((character, random.Next(3)) switch
            {
                ('+', 0) => "-",
                ('+', 1) => "%2b",
                ('/', 0) => "_",
                ('/', 1) => "%2F",
                ('=', 0) => "%3d",
                _ => character.ToString(),
            });
            if (random.Next(500) == 0)
            {
                text.Append(" \r\n\t"[random.Next(4)]);
            }
        }

        return text.ToString();
    }

    private static string Wrap(string text, string separator) => string.Join(separator, text.Chunk(19).Select(line => new string(line)));

    private static byte[] All(ByteSource source)
    {
        var bytes = new byte[source.Length + 5];
        return bytes[..source.Read(0, bytes)];
    }
}
