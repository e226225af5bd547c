using BenchmarkDotNet.Attributes;
using Iris.Core.Images;
using Iris.Core.Wire;

namespace Iris.Benchmarks;

/// <summary>Facts of images of 20 MB, in memory and still as base64 in a request's body.</summary>
public class LargeImageFactsBenchmarks
{
    private readonly BlockPool _pool = new(64 * 1024 * 1024);
    private RequestBody? _body;
    private ByteSource _image = null!;

    /// <summary>Which one.</summary>
    [Params(LargeImage.Jpeg, LargeImage.JpegWithVideo, LargeImage.Png, LargeImage.Gif, LargeImage.WebP)]
    public LargeImage Image { get; set; }

    /// <summary>Whether it lies as base64.</summary>
    [Params(false, true)]
    public bool Base64 { get; set; }

    /// <summary>Makes the image.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var bytes = LargeImages.Create(Image);
        if (!Base64)
        {
            _image = new MemoryByteSource(bytes);
            return;
        }

        var text = new byte[System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, text, out _, out var written);
        _body = RequestBody.Copy(_pool, [.. "data:image/jpeg;base64,"u8, .. text.AsSpan(0, written)]);
        _image = new Base64ByteSource(_body, 23, written);
    }

    /// <summary>Gives the body back.</summary>
    [GlobalCleanup]
    public void End() => _body?.Dispose();

    /// <summary>The whole read.</summary>
    [Benchmark]
    public bool Read()
    {
        var outcome = ImageFactsReader.Read(_image);
        return outcome.Succeeded ? outcome.Value.Width > 0 : throw new InvalidOperationException(outcome.Error!.Message);
    }
}
