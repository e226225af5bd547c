using System.Globalization;
using Iris.Imaging.Vips;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>Pictures made by libvips inside the test process, for formats that the tests cannot write by themselves.</summary>
internal static class VipsPicture
{
    /// <summary>Something like a photograph: clouds of several sizes in a handful of colours, and a little sensor noise.</summary>
    public static VipsImage Photo(int width, int height)
    {
        Start();
        using var large = Clouds(width, height, 256, 1);
        using var small = Clouds(width, height, 24, 2);
        using var sum = Two("add", large, small);
        using var bytes = new VipsOperation("cast").With("in", sum).With("format", "uchar").BuildDisposing();
        using var table = Colours();
        using var coloured = new VipsOperation("maplut").With("in", bytes).With("lut", table).BuildDisposing();
        using var grain = new VipsOperation("gaussnoise")
            .With("width", Text(width)).With("height", Text(height)).With("mean", "0").With("sigma", "6").With("seed", "3").BuildDisposing();
        using var noisy = Two("add", coloured, grain);
        using var clipped = new VipsOperation("cast").With("in", noisy).With("format", "uchar").BuildDisposing();
        return Named(clipped, "srgb");
    }

    /// <summary>Rows of values of one byte.</summary>
    public static unsafe VipsImage Of(int width, int height, string interpretation, byte[] pixels)
    {
        Start();
        fixed (byte* data = pixels)
        {
            using var image = VipsNative.NewImageFromMemory(data, (nuint)pixels.Length, width, height, pixels.Length / width / height, 0);
            return Named(image, interpretation);
        }
    }

    /// <summary>One colour everywhere; bands as many as values.</summary>
    public static VipsImage Plain(int width, int height, string interpretation, params byte[] values)
    {
        var pixels = new byte[width * height * values.Length];
        for (var at = 0; at < pixels.Length; at++)
        {
            pixels[at] = values[at % values.Length];
        }

        return Of(width, height, interpretation, pixels);
    }

    /// <summary>The same colours under another profile, which is embedded: a built-in name (<c>p3</c>, <c>cmyk</c>, <c>srgb</c>) or a file.</summary>
    public static VipsImage InProfile(VipsImage srgb, string profile, int depth = 8)
        => new VipsOperation("icc_transform")
            .With("in", srgb).With("output-profile", profile).With("input-profile", "srgb").With("depth", Text(depth)).BuildDisposing();

    /// <summary>The same numbers, said to be in a profile.</summary>
    public static unsafe VipsImage WithProfile(VipsImage image, byte[] profile)
    {
        var marked = new VipsOperation("copy").With("in", image).BuildDisposing();
        fixed (byte* data = profile)
        {
            VipsNative.SetBlob(marked, "icc-profile-data", data, (nuint)profile.Length);
        }

        return marked;
    }

    /// <summary>Encodes with what the picture carries.</summary>
    public static byte[] Save(VipsImage image, string saver, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        using var target = VipsNative.NewMemoryTarget();
        using var operation = new VipsOperation(saver).With("in", image).With("target", target);
        foreach (var (name, value) in arguments)
        {
            operation.With(name, value);
        }

        operation.Build();
        return target.Written.ToArray();
    }

    /// <summary>Builds and lets the operation go.</summary>
    public static VipsImage BuildDisposing(this VipsOperation operation)
    {
        using (operation)
        {
            return operation.BuildImage();
        }
    }

    private static VipsImage Clouds(int width, int height, int cell, int seed)
        => new VipsOperation("perlin").With("width", Text(width)).With("height", Text(height)).With("cell-size", Text(cell)).With("seed", Text(seed)).With("uchar", "true").BuildDisposing();

    private static VipsImage Two(string operation, VipsImage left, VipsImage right)
        => new VipsOperation(operation).With("left", left).With("right", right).BuildDisposing();

    private static unsafe VipsImage Colours()
    {
        var table = new byte[256 * 3];
        for (var at = 0; at < 256; at++)
        {
            (table[at * 3], table[(at * 3) + 1], table[(at * 3) + 2]) = ((byte)(at * 3 / 4), (byte)(40 + (at / 2)), (byte)(220 - (at * at / 340)));
        }

        fixed (byte* data = table)
        {
            return VipsNative.NewImageFromMemory(data, (nuint)table.Length, 256, 1, 3, 0);
        }
    }

    private static VipsImage Named(VipsImage image, string interpretation)
        => new VipsOperation("copy").With("in", image).With("interpretation", interpretation).BuildDisposing();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Start() => VipsLibrary.TryStart().ShouldBeTrue("libvips is not beside the tests");
}
