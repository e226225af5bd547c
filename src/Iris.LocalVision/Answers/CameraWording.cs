using System.Globalization;
using Iris.Core.Model;

namespace Iris.LocalVision.Answers;

/// <summary>Says what EXIF tells about the taking of a picture.</summary>
internal static class CameraWording
{
    /// <summary>One or two statements.</summary>
    public static IEnumerable<Statement> Describe(ImageFacts facts)
    {
        var camera = facts.Camera?.Trim() is { Length: > 0 } name ? $"with a camera that calls itself “{name}”" : null;
        var time = Time(facts.TakenAt);
        yield return (camera, time) switch
        {
            (null, null) => new Statement(Topic.Camera, "It names no camera and no time of taking.", OnlyWhenAsked: true),
            _ => new Statement(Topic.Camera, $"Its EXIF data says that it was taken {string.Join(' ', new[] { camera, time }.OfType<string>())}."),
        };
        if (facts.HasGps)
        {
            yield return new Statement(Topic.Camera, "Its EXIF data holds a GPS position.");
        }
    }

    private static string? Time(string? exif) =>
        DateTime.TryParseExact(exif, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString("'on' d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture)
            : null;
}
