using System.Globalization;
using Iris.Core.Model;
using Iris.Imaging.Vips;

namespace Iris.PixelBench;

/// <summary>The pictures of 12 megapixels, made anew in each run.</summary>
internal static unsafe class Pictures
{
    /// <summary>Clouds of three sizes in 256 colours with sensor noise: as hard for an encoder as a photograph.</summary>
    public static Picture Clouds()
    {
        using var large = Clouds(512, 1);
        using var middle = Clouds(64, 2);
        using var small = Clouds(12, 3);
        using var two = Sum(large, middle);
        using var three = Sum(two, small);
        using var bytes = Build(new VipsOperation("cast").With("in", three).With("format", "uchar"));
        using var colours = Colours();
        using var coloured = Build(new VipsOperation("maplut").With("in", bytes).With("lut", colours));
        using var noise = Build(Sized("gaussnoise").With("mean", "0").With("sigma", "4").With("seed", "4"));
        using var noisy = Sum(coloured, noise);
        using var clipped = Build(new VipsOperation("cast").With("in", noisy).With("format", "uchar"));
        using var picture = Build(new VipsOperation("copy").With("in", clipped).With("interpretation", "srgb"));
        return new("clouds and noise", Encode(picture));
    }

    /// <summary>The sample photograph, enlarged.</summary>
    public static Picture Harbour(string root)
    {
        var bytes = File.ReadAllBytes(Path.Combine(root, "samples", "harbour.jpg"));
        using var file = new EncodedImage(ImageFormat.Jpeg, bytes.Length);
        bytes.CopyTo(file.Span);
        using var source = file.OpenSource();
        using var picture = Build(new VipsOperation("thumbnail_source")
            .With("source", source).With("width", Text(Assignment.Width)).With("height", Text(Assignment.Height)).With("size", "force"));
        return new("harbour.jpg, enlarged", Encode(picture));
    }

    private static VipsImage Clouds(int cell, int seed)
        => Build(Sized("perlin").With("cell-size", Text(cell)).With("seed", Text(seed)).With("uchar", "true"));

    private static VipsOperation Sized(string name)
        => new VipsOperation(name).With("width", Text(Assignment.Width)).With("height", Text(Assignment.Height));

    private static VipsImage Sum(VipsImage left, VipsImage right)
        => Build(new VipsOperation("add").With("left", left).With("right", right));

    private static VipsImage Colours()
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

    private static byte[] Encode(VipsImage picture)
    {
        using var target = VipsNative.NewMemoryTarget();
        using var operation = new VipsOperation("jpegsave_target").With("in", picture).With("target", target).With("Q", "92").With("keep", "none");
        operation.Build();
        return target.Written.ToArray();
    }

    private static VipsImage Build(VipsOperation operation)
    {
        using (operation)
        {
            return operation.BuildImage();
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
