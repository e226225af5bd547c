using System.Globalization;
using Iris.Core.Model;

namespace Iris.LocalVision.Answers;

/// <summary>Says what EXIF tells about the taking of a picture.</summary>
internal static class CameraWording
{
    private const int MostNameCharacters = 80;

    /// <summary>One statement.</summary>
    public static Statement Describe(ImageFacts facts)
    {
        var camera = Name(facts.Camera.Text) is { } name ? $"the camera “{name}”" : null;
        var told = new[] { camera, Time(facts.TakenAt.Text) }.OfType<string>().ToList();
        return (told.Count, facts.HasGps) switch
        {
            (0, false) => new Statement(Topic.Camera, "It names no camera and no time of taking.", OnlyWhenAsked: true),
            (0, true) => new Statement(Topic.Camera, "Its EXIF data holds a GPS position."),
            (_, false) => new Statement(Topic.Camera, $"Its EXIF data names {Wording.List(told)}."),
            (_, true) => new Statement(Topic.Camera, $"Its EXIF data names {Wording.List(told)}, and holds a GPS position."),
        };
    }

    private static string? Name(string? camera)
    {
        var clean = string.Concat((camera ?? string.Empty).Where(c => !char.IsControl(c)).Take(MostNameCharacters)).Trim();
        return clean.Length == 0 ? null : clean;
    }

    private static string? Time(string? exif) =>
        DateTime.TryParseExact(exif, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString("'the time 'd MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)
            : null;
}
