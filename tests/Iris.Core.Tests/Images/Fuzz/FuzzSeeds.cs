using Iris.Core.Model;
using Iris.TestKit;

namespace Iris.Core.Tests.Images.Fuzz;

/// <summary>The good images that are changed: samples with everything in them, and the corpus' good files when it is at hand.</summary>
internal static class FuzzSeeds
{
    /// <summary>Larger files would cost more time in copies than they bring in structure.</summary>
    private const int MaxLength = 64 * 1024;

    /// <summary>All seeds of a format, the samples first.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Of(ImageFormat format)
        => [.. Samples(format).Select((bytes, index) => ($"sample {index}", bytes)), .. Corpus(format)];

    private static byte[][] Samples(ImageFormat format) => format switch
    {
        ImageFormat.Png =>
        [
            SamplePhotos.Png(7, 5),
            SampleImages.Png(5, 4, chunks: [SampleImages.PngChunk("acTL", [0, 0, 0, 3, 0, 0, 0, 0]), SampleImages.PngChunk("cICP", [9, 16, 0, 1])]),
            SampleImages.Png(5, 4, chunks: SampleImages.PngChunk("cHRM", new byte[32])),
        ],
        ImageFormat.Jpeg => [SamplePhotos.Jpeg(40, 30), SampleImages.Jpeg(20, 10), SamplePhotos.MultiPictureJpeg(40, 30)],
        ImageFormat.Gif => [SamplePhotos.Gif(9, 4), SampleImages.Gif(30, 40, frames: 3, interlaced: true)],
        ImageFormat.WebP => [SamplePhotos.WebP(), SampleImages.WebP()],
        ImageFormat.Tiff => [SampleImages.Tiff(5, 4, pages: 2), SampleImages.Tiff(5, 4, pages: 3, bigEndian: true, bits: 16, profile: SampleProfiles.DisplayP3())],
        ImageFormat.Avif =>
        [
            HeifSample.Build("avif", 5, 4, irot: 1, imir: 1, exif: SamplePhotos.Exif(), profile: SampleProfiles.AdobeRgb()),
            HeifSample.Build("mif1", 5, 4, compatible: "avif", extra: HeifSample.Box("pixi", [0, 0, 0, 0, 3, 10, 10, 10])),
        ],
        _ => [HeifSample.Build("heic", 5, 4, exif: SamplePhotos.Exif()), HeifSample.Build("mif1", 9, 9, compatible: "heic", extra: HeifSample.Box("hvcC", new byte[23]))],
    };

    private static IEnumerable<(string Name, byte[] Bytes)> Corpus(ImageFormat format)
    {
        if (CorpusFile.IsAbsent)
        {
            return [];
        }

        var endings = format switch
        {
            ImageFormat.Jpeg => (string[])[".jpg", ".jpeg"],
            ImageFormat.Tiff => [".tif", ".tiff"],
            _ => [$".{format.ToString().ToLowerInvariant()}"],
        };
        return CorpusFile.ReadAll()
            .Where(file => file.Kind == "good" && file.Bytes.Length <= MaxLength && endings.Contains(Path.GetExtension(file.Name)))
            .Select(file => (file.Name, file.Bytes));
    }
}
