using Iris.LocalVision.Observing;

namespace Iris.LocalVision.Answers;

/// <summary>Writes the whole answer.</summary>
internal static class AnswerComposer
{
    private const string Limits =
        "I measure pixels and read text, but I do not recognise objects, people or scenes: for that, set a provider key such as OPENAI_API_KEY, or run a local vision server such as Ollama with a vision model.";

    /// <summary>Answers a question about images, or says how to send one when there are none.</summary>
    public static string Compose(IReadOnlyList<SeenImage> images, Topic asked) => images.Count switch
    {
        0 => Join(WithoutImage(asked), Limits),
        1 => Join(asked.HasFlag(Topic.Count) ? "There is one image." : null, ImageDescriber.Describe(images[0], asked), Limits),
        _ => Join([.. Several(images, asked), Limits]),
    };

    private static IEnumerable<string?> Several(IReadOnlyList<SeenImage> images, Topic asked)
    {
        yield return asked.HasFlag(Topic.Count) ? $"There are {Wording.Number(images.Count)} images." : null;
        var comparison = ComparisonWording.Compare(images);
        if (asked.HasFlag(Topic.Comparison))
        {
            yield return comparison;
        }

        for (var i = 0; i < images.Count; i++)
        {
            yield return $"Image {i + 1}: {ImageDescriber.Describe(images[i], asked)}";
        }

        if (!asked.HasFlag(Topic.Comparison))
        {
            yield return comparison;
        }
    }

    private static string WithoutImage(Topic asked) =>
        (asked.HasFlag(Topic.Count) ? "There is no image in your request. " : "I only describe images, and there is none in your request. ")
        + "Put one beside your text in the message's content, as {\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/jpeg;base64,…\"}}, or ask from the command line: ./run ask photo.jpg \"What is in this image?\"";

    private static string Join(params IReadOnlyList<string?> paragraphs) => string.Join("\n\n", paragraphs.OfType<string>());
}
