using Iris.LocalVision.Observing;

namespace Iris.LocalVision.Answers;

/// <summary>Compares several images by what was measured.</summary>
internal static class ComparisonWording
{
    // Differences below these are not seen side by side.
    private const double BrightnessStep = 0.06;
    private const double BlurQuotient = 1.5;
    private const double BlurStep = 0.3;

    /// <summary>One paragraph about at least two images.</summary>
    public static string Compare(IReadOnlyList<SeenImage> images)
    {
        var sentences = new[] { Twins(images), Sizes(images), Brightness(images), Sharpness(images), Colours(images) };
        return "Compared: " + string.Join(' ', sentences.OfType<string>());
    }

    private static string? Twins(IReadOnlyList<SeenImage> images)
    {
        var same = new List<string>();
        var alike = new List<string>();
        for (var i = 0; i < images.Count; i++)
        {
            for (var j = i + 1; j < images.Count; j++)
            {
                if (HasSamePixels(images[i], images[j]))
                {
                    same.Add($"{i + 1} and {j + 1}");
                }
                else if (images[i].Measures.Thumbprint.LooksLike(images[j].Measures.Thumbprint))
                {
                    alike.Add($"{i + 1} and {j + 1}");
                }
            }
        }

        var sentences = new[]
        {
            same.Count == 0 ? null : $"images {Wording.List(same)} have the same pixels.",
            alike.Count == 0 ? null : $"images {Wording.List(alike)} look nearly the same.",
            same.Count + alike.Count > 0 ? null : images.Count == 2 ? "they look different." : "no two of them look the same.",
        };
        return Capitalise(sentences.OfType<string>());
    }

    private static string Capitalise(IEnumerable<string> sentences) =>
        string.Join(' ', sentences.Select((s, i) => i == 0 ? s : Wording.Sentence(s)));

    private static bool HasSamePixels(SeenImage left, SeenImage right) =>
        left.Raster.Width == right.Raster.Width
        && (left.Facts.UprightWidth, left.Facts.UprightHeight) == (right.Facts.UprightWidth, right.Facts.UprightHeight)
        && left.Raster.Rgba.Span.SequenceEqual(right.Raster.Rgba.Span);

    private static string Sizes(IReadOnlyList<SeenImage> images)
    {
        var sizes = images.Select(i => (i.Facts.UprightWidth, i.Facts.UprightHeight)).ToList();
        if (sizes.Distinct().Count() == 1)
        {
            return $"{All(images.Count)} have the same size.";
        }

        var areas = images.Select(i => (double)i.Facts.Pixels).ToList();
        var (least, most) = Extremes(areas);
        return images.Count == 2
            ? areas[0] == areas[1] ? "Their sizes differ." : $"Image {most + 1} is the larger one."
            : areas[least] == areas[most] ? "Their sizes differ." : $"Image {most + 1} is the largest and image {least + 1} the smallest.";
    }

    private static string? Brightness(IReadOnlyList<SeenImage> images)
    {
        if (images.Any(i => i.Measures.Light is null))
        {
            return null;
        }

        var values = images.Select(i => i.Measures.Light!.Brightness).ToList();
        var (darkest, brightest) = Extremes(values);
        if (values[brightest] - values[darkest] < BrightnessStep)
        {
            return $"{All(images.Count)} are about equally bright.";
        }

        return images.Count == 2
            ? $"Image {brightest + 1} is brighter than image {darkest + 1}."
            : $"Image {brightest + 1} is the brightest and image {darkest + 1} the darkest.";
    }

    private static string? Sharpness(IReadOnlyList<SeenImage> images)
    {
        if (images.Any(i => i.Measures.Sharpness is null))
        {
            return null;
        }

        var values = images.Select(i => i.Measures.Sharpness!.EdgeBlur).ToList();
        var (sharpest, softest) = Extremes(values);
        if (values[softest] < values[sharpest] * BlurQuotient || values[softest] - values[sharpest] < BlurStep)
        {
            return $"{All(images.Count)} are about equally sharp.";
        }

        return images.Count == 2
            ? $"Image {sharpest + 1} is sharper than image {softest + 1}."
            : $"Image {softest + 1} is the least sharp.";
    }

    private static string Colours(IReadOnlyList<SeenImage> images)
    {
        var shared = images.Select(i => i.Measures.Colours.Main.Select(c => c.Family)).Aggregate((a, b) => a.Intersect(b)).ToList();
        return shared.Count == 0
            ? "They share no main colour."
            : $"{All(images.Count)} have {Wording.List(shared)} among their main colours.";
    }

    private static string All(int count) => count == 2 ? "Both" : "All " + Wording.Number(count);

    private static (int Least, int Most) Extremes(List<double> values) => (values.IndexOf(values.Min()), values.IndexOf(values.Max()));
}
