using Iris.Core.Images;

namespace Iris.Gateway.Tests.LocalVision;

/// <summary>Paints rasters for tests. Everything is exact and repeatable.</summary>
internal sealed class Painter
{
    private readonly byte[] _rgba;
    private readonly int _width;
    private readonly int _height;

    public Painter(int width, int height, uint rgb)
    {
        (_width, _height, _rgba) = (width, height, new byte[width * height * 4]);
        Fill(0, 0, width, height, rgb);
    }

    public Raster Raster => new(_width, _height, _rgba);

    public static Raster Solid(uint rgb, int width = 120, int height = 90) => new Painter(width, height, rgb).Raster;

    /// <summary>Horizontal stripes of equal height, from the top.</summary>
    public static Raster Stripes(int width, int height, params uint[] colours)
    {
        var painter = new Painter(width, height, 0);
        for (var i = 0; i < colours.Length; i++)
        {
            painter.Fill(0, i * height / colours.Length, width, (i + 1) * height / colours.Length, colours[i]);
        }

        return painter.Raster;
    }

    /// <summary>A picture as a camera makes it: soft shapes, shading in every part, grain; edges as sharp as the pixels allow.</summary>
    public static Raster Photo(int width = 600, int height = 400, int seed = 7)
    {
        var painter = new Painter(width, height, 0);
        var random = new Random(seed);
        painter.Paint((x, y) =>
        {
            var sky = y < height * 0.45 + (25 * Math.Sin(x / 70.0));
            var disc = Math.Pow(x - (width * 0.7), 2) + Math.Pow(y - (height * 0.6), 2) < Math.Pow(height * 0.22, 2);
            var shade = (30 * Math.Sin(x / 40.0)) + (30 * Math.Cos(y / 33.0)) + random.Next(-9, 10);
            return disc ? (190 + shade, 60 + (shade / 2), 50 + (shade / 2))
                : sky ? (110 + shade, 165 + shade, 225 + (shade / 2))
                : (45 + (shade / 2), 105 + shade, 45 + (shade / 2));
        });
        return painter.Raster;
    }

    /// <summary>A window of an application: panels, rules, buttons and rows of letter-like strokes.</summary>
    public static Raster Screen(int width = 800, int height = 500)
    {
        var painter = new Painter(width, height, 0xffffff);
        painter.Fill(0, 0, width, 40, 0x24292f);
        painter.Fill(0, 40, 160, height, 0xf3f4f6);
        painter.Fill(200, 420, 320, 456, 0x2563eb);
        var random = new Random(3);
        for (var row = 80; row < 400; row += 22)
        {
            for (var x = 190; x < width - 60; x += random.Next(7, 13))
            {
                painter.Letter(x, row, random.Next(4), 0x202020);
            }

            painter.Fill(190, row + 16, width - 40, row + 17, 0xd0d0d0);
        }

        return painter.Raster;
    }

    /// <summary>A flat drawing: a sun, a hill and a thick outline.</summary>
    public static Raster Drawing(int width = 600, int height = 400)
    {
        var painter = new Painter(width, height, 0);
        painter.Paint((x, y) =>
        {
            var sun = Math.Sqrt(Math.Pow(x - 450, 2) + Math.Pow(y - 90, 2));
            var hill = y - (300 - (90 * Math.Sin(x / 150.0)));
            return sun < 50 ? (255, 217, 59) : sun < 58 || Math.Abs(hill) < 5 ? (30, 30, 30) : hill > 0 ? (70, 160, 60) : (150, 210, 245);
        });
        return painter.Raster;
    }

    /// <summary>Squares in turn.</summary>
    public static Raster Checkerboard(int width, int height, int square, uint first, uint second)
    {
        var painter = new Painter(width, height, 0);
        for (var y = 0; y < height; y += square)
        {
            for (var x = 0; x < width; x += square)
            {
                painter.Fill(x, y, Math.Min(width, x + square), Math.Min(height, y + square), (x + y) / square % 2 == 0 ? first : second);
            }
        }

        return painter.Raster;
    }

    /// <summary>A Gaussian blur.</summary>
    public static Raster Blur(Raster source, double sigma)
    {
        var radius = (int)Math.Ceiling(sigma * 3);
        var kernel = Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var across = Convolve(source, kernel, 1, 0);
        return Convolve(across, kernel, 0, 1);
    }

    /// <summary>Changes every pixel.</summary>
    public static Raster Map(Raster source, Func<byte, byte> change)
    {
        var rgba = source.Rgba.ToArray();
        for (var i = 0; i < rgba.Length; i++)
        {
            rgba[i] = i % 4 == 3 ? rgba[i] : change(rgba[i]);
        }

        return source with { Rgba = rgba };
    }

    public Painter Fill(int left, int top, int right, int bottom, uint rgb, byte alpha = 255)
    {
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                Set(x, y, (byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb, alpha);
            }
        }

        return this;
    }

    public void Paint(Func<int, int, (double R, double G, double B)> colour)
    {
        for (var y = 0; y < _height; y++)
        {
            for (var x = 0; x < _width; x++)
            {
                var (r, g, b) = colour(x, y);
                Set(x, y, Band(r), Band(g), Band(b), 255);
            }
        }
    }

    private static byte Band(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);

    private static Raster Convolve(Raster source, double[] kernel, int stepX, int stepY)
    {
        var (from, to, radius) = (source.Rgba.ToArray(), new byte[source.Rgba.Length], kernel.Length / 2);
        var sum = kernel.Sum();
        for (var i = 0; i < to.Length; i++)
        {
            int x = i / 4 % source.Width, y = i / 4 / source.Width;
            double value = 0;
            for (var k = -radius; k <= radius; k++)
            {
                var nx = Math.Clamp(x + (k * stepX), 0, source.Width - 1);
                var ny = Math.Clamp(y + (k * stepY), 0, source.Height - 1);
                value += kernel[k + radius] * from[(((ny * source.Width) + nx) * 4) + (i % 4)];
            }

            to[i] = Band(value / sum);
        }

        return source with { Rgba = to };
    }

    private void Letter(int x, int y, int shape, uint rgb)
    {
        Fill(x, y, x + 1, y + 9, rgb);
        if (shape > 0)
        {
            Fill(x, y, x + 5, y + 1, rgb);
        }

        if (shape > 1)
        {
            Fill(x + 4, y, x + 5, y + 9, rgb);
        }

        if (shape > 2)
        {
            Fill(x, y + 4, x + 5, y + 5, rgb);
        }
    }

    private void Set(int x, int y, byte red, byte green, byte blue, byte alpha)
    {
        var at = ((y * _width) + x) * 4;
        (_rgba[at], _rgba[at + 1], _rgba[at + 2], _rgba[at + 3]) = (red, green, blue, alpha);
    }
}
