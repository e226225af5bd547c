using System.Globalization;
using Iris.Core.Model;
using Iris.Imaging.Vips;

namespace Iris.PixelBench;

/// <summary>The bare calls of the same libvips with the same settings, in this process: what no gateway can be faster than.</summary>
internal sealed class InProcessContender : IContender
{
    private static readonly string Edge = Assignment.Edge.ToString(CultureInfo.InvariantCulture);
    private static readonly string Quality = Assignment.Quality.ToString(CultureInfo.InvariantCulture);

    private EncodedImage? _file;

    public string Name => "libvips called in process";

    public void Load(Picture picture)
    {
        _file?.Dispose();
        _file = new EncodedImage(ImageFormat.Jpeg, picture.Jpeg.Length);
        picture.Jpeg.CopyTo(_file.Span);
    }

    public Task<long> RunAsync()
    {
        using var source = _file!.OpenSource();
        using var thumbnail = new VipsOperation("thumbnail_source")
            .With("source", source).With("width", Edge).With("height", Edge).With("size", "down").With("option-string", "[fail-on=error]");
        using var image = thumbnail.BuildImage();
        using var target = VipsNative.NewMemoryTarget();
        using var save = new VipsOperation("jpegsave_target").With("in", image).With("target", target).With("Q", Quality).With("keep", "none");
        save.Build();
        return Task.FromResult<long>(target.Written.Length);
    }

    public TimeSpan CpuTime() => ProcessCpu.OfThis();

    public ValueTask DisposeAsync()
    {
        _file?.Dispose();
        return ValueTask.CompletedTask;
    }
}
