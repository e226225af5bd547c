using System.Globalization;
using System.Text;
using Iris.Core.Images;
using Iris.Core.Images.Metadata;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Images.Fuzz;

/// <summary>
/// A fuzz target for each reader: changed images are answered, within bounds of work and memory, and what is accepted can
/// be cut. <c>IRIS_FUZZ_CASES</c> sets how many for each; <c>IRIS_FUZZ_FIRST</c> the first one, to replay a failure.
/// </summary>
public sealed class FactsFuzzTests
{
    private const int DefaultCases = 4_000;

    /// <summary>Read calls and bytes that any image of a seed's size may cost.</summary>
    private const int MostReads = 6_000;
    private const long MostBytes = 4_000_000;

    /// <summary>An error with its two texts.</summary>
    private const long MostErrorBytes = 1_500;

    private static readonly BlockPool Pool = new(4 * BlockPool.BlockSize);
    private static readonly string[] Reasons = [ErrorReason.ImageEmpty, ErrorReason.ImageDecodeFailed, ErrorReason.UnsupportedImageFormat];

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Gif)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Tiff)]
    [InlineData(ImageFormat.Avif)]
    [InlineData(ImageFormat.Heic)]
    public void Read_ChangedImage_IsAnsweredWithinBounds(ImageFormat format)
    {
        var seeds = FuzzSeeds.Of(format);
        var first = Number("IRIS_FUZZ_FIRST", 0);
        var cases = Number("IRIS_FUZZ_CASES", DefaultCases);
        for (var number = first; number < first + cases; number++)
        {
            // Each case has its own generator, so that it can be played alone.
            var random = new Random(HashCode(format, number));
            var (name, seed) = seeds[random.Next(seeds.Count)];
            var bytes = new Mutator(random).Change(seed, seeds[random.Next(seeds.Count)].Bytes);
            if (format == ImageFormat.Png && random.Next(3) > 0)
            {
                PngChecksums.Repair(bytes);
            }

            var fault = Fault(bytes);
            if ((fault is null && number % 16 == 0 ? Base64Fault(bytes, random) : fault) is { } found)
            {
                Assert.Fail($"{format}, changed from {name}: {found}. Replay with IRIS_FUZZ_FIRST={number} IRIS_FUZZ_CASES=1{(CorpusFile.IsAbsent ? "" : " and the same corpus")}.");
            }
        }
    }

    [Fact]
    public void Change_SameNumber_GivesTheSameImage()
    {
        var seeds = FuzzSeeds.Of(ImageFormat.Png);

        new Mutator(new Random(7)).Change(seeds[0].Bytes, seeds[1].Bytes).ShouldBe(new Mutator(new Random(7)).Change(seeds[0].Bytes, seeds[1].Bytes));
    }

    [Fact]
    public void Change_ManyTimes_LeavesSomeImagesGoodAndMostBad()
    {
        // Were all refused, nothing behind the first check would be met; were all good, nothing was changed.
        foreach (var format in (ImageFormat[])[ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Gif, ImageFormat.WebP])
        {
            var seeds = FuzzSeeds.Of(format);
            var good = Enumerable.Range(0, 400).Count(number => ImageFactsReader.Read(new MemoryByteSource(new Mutator(new Random(number)).Change(seeds[0].Bytes, seeds[1].Bytes))).Succeeded);

            good.ShouldBeInRange(10, 390, format.ToString());
        }
    }

    private static string? Fault(byte[] bytes)
    {
        try
        {
            var source = new CountingSource(bytes);
            var outcome = ImageFactsReader.Read(source);
            if (source.Reads > MostReads || source.BytesRead > MostBytes)
            {
                return $"{source.Reads} reads of {source.BytesRead} bytes for {bytes.Length} bytes";
            }

            if (!outcome.TryGet(out var facts, out var error))
            {
                return !Reasons.Contains(error.Reason) ? $"answered {error.Reason}" : AllocationFault(bytes, MostErrorBytes);
            }

            return facts.Width < 1 || facts.Height < 1 || facts.Frames < 1 || facts.Orientation is < 1 or > 8
                ? $"impossible facts {facts}"
                : AllocationFault(bytes, 0) ?? StripFault(bytes, facts);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception.ToString();
        }
    }

    private static string? AllocationFault(byte[] bytes, long most)
    {
        // The least of several passes: the runtime itself allocates on this thread when it compiles anew.
        var source = new MemoryByteSource(bytes);
        var least = long.MaxValue;
        for (var pass = 0; pass < 5 && least > most; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            ImageFactsReader.Read(source);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least > most ? $"{least} bytes allocated" : null;
    }

    /// <summary>Still as base64 in a body, the same bytes are the same image.</summary>
    private static string? Base64Fault(byte[] bytes, Random random)
    {
        var text = Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes));
        var before = random.Next(64);
        using var body = RequestBody.Copy(Pool, [.. new byte[before], .. text]);
        var plain = ImageFactsReader.Read(new MemoryByteSource(bytes));
        var inside = ImageFactsReader.Read(new Base64ByteSource(body, before, text.Length));
        return plain.Error == inside.Error && (plain.Error is not null || plain.Value == inside.Value) ? null : $"as base64 it reads as {inside.Error?.Message ?? inside.Value.ToString()}";
    }

    /// <summary>What is cut reads as it was, whatever it was; the stripper says null where it cannot promise that.</summary>
    private static string? StripFault(byte[] bytes, ImageFacts facts)
    {
        var stripped = MetadataStripper.Strip(new MemoryByteSource(bytes), facts);
        if (stripped is null)
        {
            return null;
        }

        var cut = new byte[stripped.Bytes.Length];
        return stripped.Bytes.Read(0, cut) != cut.Length ? "cut image is shorter than it says"
            : ImageFactsReader.Read(new MemoryByteSource(cut)).TryGet(out var after, out var error)
                ? after == stripped.Facts && !after.HasMetadata && !after.HasGps ? null : $"cut image reads as {after}"
            : $"cut image is refused: {error.Message}";
    }

    private static int HashCode(ImageFormat format, int number) => unchecked(((int)format * 1_000_003) + (number * 7_919) + 20_261_120);

    private static int Number(string variable, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
