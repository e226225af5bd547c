using BenchmarkDotNet.Attributes;
using Iris.Core.Images;
using Iris.Core.Wire;
using Iris.TestKit;

namespace Iris.Benchmarks;

/// <summary>What reading the facts of an image costs, a reader each: small files with everything in them that is read.</summary>
public class ImageFactsBenchmarks
{
    private static readonly byte[] Exif = SamplePhotos.Exif();
    private readonly MemoryByteSource _png = new(SamplePhotos.Png(64, 64));
    private readonly MemoryByteSource _jpeg = new(SamplePhotos.Jpeg(64, 64));
    private readonly MemoryByteSource _gif = new(SampleImages.Gif(64, 64, frames: 3));
    private readonly MemoryByteSource _webP = new(SamplePhotos.WebP());
    private readonly MemoryByteSource _avif = new(HeifSample.Build("avif", 64, 64, irot: 1, exif: Exif, profile: SampleProfiles.DisplayP3()));
    private readonly MemoryByteSource _heic = new(HeifSample.Build("heic", 64, 64, exif: Exif));
    private readonly MemoryByteSource _tiff = new(SampleImages.Tiff(64, 64, pages: 3));

    /// <summary>With EXIF and a compressed profile.</summary>
    [Benchmark]
    public bool Png() => Read(_png);

    /// <summary>With EXIF, position, thumbnail, XMP and profile.</summary>
    [Benchmark]
    public bool Jpeg() => Read(_jpeg);

    /// <summary>With three frames.</summary>
    [Benchmark]
    public bool Gif() => Read(_gif);

    /// <summary>With EXIF and a profile.</summary>
    [Benchmark]
    public bool WebP() => Read(_webP);

    /// <summary>With EXIF, a rotation and a profile.</summary>
    [Benchmark]
    public bool Avif() => Read(_avif);

    /// <summary>With EXIF.</summary>
    [Benchmark]
    public bool Heic() => Read(_heic);

    /// <summary>With three pages.</summary>
    [Benchmark]
    public bool Tiff() => Read(_tiff);

    private static bool Read(ByteSource image)
    {
        var outcome = ImageFactsReader.Read(image);
        return outcome.Succeeded ? outcome.Value.Width > 0 : throw new InvalidOperationException(outcome.Error!.Message);
    }
}
