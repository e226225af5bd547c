using System.Text;

namespace Iris.LocalVision.Answers;

/// <summary>Finds out what a question asks for, by words and short phrases. English; any other text gets the whole description.</summary>
internal static class QuestionReader
{
    private static readonly (Topic Topic, string[] Phrases)[] Phrases =
    [
        (Topic.Colour, ["colour", "color", "colours", "colors", "coloured", "colored", "palette", "hue", "hues", "shade", "shades"]),
        (Topic.Text, ["text", "texts", "ocr", "read", "word", "words", "written", "letters", "transcribe", "transcription", "caption", "does it say", "does this say", "does the sign say", "do the signs say", "says"]),
        (Topic.Size, ["how big", "how large", "how wide", "how high", "how tall", "size", "sizes", "resolution", "dimension", "dimensions", "width", "height", "pixels", "megapixel", "megapixels", "aspect ratio", "orientation", "landscape or portrait", "portrait or landscape"]),
        (Topic.Format, ["format", "file type", "filetype", "mime type", "media type", "jpeg", "jpg", "png", "webp", "gif", "avif", "tiff", "heic"]),
        (Topic.Kind, ["a photo or", "a screenshot or", "a drawing or", "photo or", "is this a photo", "is it a photo", "is this a screenshot", "is it a screenshot", "is this a drawing", "is it a drawing", "kind of image", "kind of picture", "type of image", "type of picture", "sort of image", "sort of picture"]),
        (Topic.Sharpness, ["blurry", "blurred", "blur", "sharp", "sharpness", "in focus", "out of focus", "unsharp", "crisp"]),
        (Topic.Light, ["brightness", "bright", "how dark", "too dark", "contrast", "exposure", "exposed", "overexposed", "underexposed"]),
        (Topic.Transparency, ["transparent", "transparency", "alpha", "opaque"]),
        (Topic.Frames, ["animated", "animation", "frames", "pages"]),
        (Topic.Camera, ["camera", "exif", "metadata", "gps", "when was", "taken", "shot with"]),
        (Topic.Count, ["how many images", "how many pictures", "how many photos", "how many pics", "number of images", "number of pictures"]),
        (Topic.Comparison, ["compare", "compared", "comparison", "difference", "differences", "differ", "different", "same", "identical", "similar", "alike", "in common", "brighter", "sharper", "larger", "darker", "bigger"]),
    ];

    /// <summary>The topics that a question names; <see cref="Topic.None"/> for a plain request to describe.</summary>
    public static Topic Read(string question)
    {
        var words = Normalise(question);
        var topics = Topic.None;
        foreach (var (topic, phrases) in Phrases)
        {
            if (Array.Exists(phrases, phrase => words.Contains($" {phrase} ", StringComparison.Ordinal)))
            {
                topics |= topic;
            }
        }

        return topics;
    }

    // Lower case, letters and digits only, one space between words and at both ends.
    private static string Normalise(string question)
    {
        var words = new StringBuilder(question.Length + 2).Append(' ');
        foreach (var letter in question)
        {
            if (char.IsLetterOrDigit(letter))
            {
                words.Append(char.ToLowerInvariant(letter));
            }
            else if (words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }
}
