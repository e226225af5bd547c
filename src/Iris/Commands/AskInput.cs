using System.Buffers;

namespace Iris.Commands;

/// <summary>What <c>iris ask</c> was given: images first, the question last; or <c>iris fit</c>, which asks nothing.</summary>
/// <param name="Images">Absolute file paths or http(s) URLs, at least one.</param>
/// <param name="Question">Empty to ask nothing.</param>
internal sealed record AskInput(IReadOnlyList<string> Images, string Question)
{
    /// <summary>What is asked when nobody says.</summary>
    public const string DefaultQuestion = "What is in this image?";

    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\n\r");
    private static readonly string[] ImageSuffixes = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".tif", ".tiff", ".heic", ".heif"];

    /// <summary>Takes the words apart.</summary>
    /// <param name="words">As they stand on the command line.</param>
    /// <param name="currentDirectory">What relative paths are relative to.</param>
    /// <exception cref="CommandFailure">No image, or a file that is not there.</exception>
    public static AskInput Parse(IReadOnlyList<string> words, string currentDirectory)
    {
        var last = words[^1];
        var hasQuestion = !IsUrl(last) && !File.Exists(Path.Combine(currentDirectory, last)) && !LooksLikeImagePath(last);
        var images = ResolveImages(words.Take(hasQuestion ? words.Count - 1 : words.Count), currentDirectory);
        if (images.Count == 0)
        {
            throw new CommandFailure($"There is no image: '{last}' is no file and no URL.", "Name the images first, then the question: iris ask photo.jpg \"What is in this image?\"", ExitCodes.Misused);
        }

        return new AskInput(images, hasQuestion && !string.IsNullOrWhiteSpace(last) ? last : DefaultQuestion);
    }

    /// <summary>Files as absolute paths, URLs as they are.</summary>
    /// <exception cref="CommandFailure">A file that is not there.</exception>
    public static IReadOnlyList<string> ResolveImages(IEnumerable<string> words, string currentDirectory)
        => [.. words.Select(word => Resolve(word, currentDirectory))];

    /// <summary>True for an image that Iris itself fetches.</summary>
    public static bool IsUrl(string word)
        => word.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || word.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static string Resolve(string word, string currentDirectory)
    {
        if (IsUrl(word))
        {
            return word;
        }

        var path = Path.GetFullPath(word, currentDirectory);
        if (File.Exists(path))
        {
            return path;
        }

        throw new CommandFailure(
            Directory.Exists(path) ? $"{path} is a folder, not an image." : $"There is no file {path}.",
            "Name image files or http(s) URLs; put the question last, in quotes.",
            ExitCodes.Misused);
    }

    private static bool LooksLikeImagePath(string word)
        => !word.AsSpan().ContainsAny(WhiteSpace)
            && ImageSuffixes.Any(suffix => word.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}
