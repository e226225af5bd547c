using Iris.Core.Images;
using Iris.Core.Model;
using Iris.LocalVision.Answers;

namespace Iris.LocalVision.Observing;

/// <summary>Reads the text in a picture.</summary>
internal sealed class TextObserver(IPixelWorkers workers) : ISceneObserver
{
    /// <inheritdoc/>
    public async ValueTask<Outcome<IReadOnlyList<Statement>>> ObserveAsync(SceneView scene, CancellationToken cancellationToken)
    {
        if (!workers.CanReadText)
        {
            return Say("I could not look for text in it, because Tesseract is not installed (Debian: apt install libtesseract5 tesseract-ocr-eng).");
        }

        var read = await workers.ReadTextAsync(scene.Image, scene.ImageFacts, cancellationToken);
        if (read.TryGet(out var words, out var error))
        {
            return Say(TextWording.Describe(words));
        }

        // Reading took the worker past its limits, but the pixels were decoded: what was measured is still true.
        return error.Reason == ErrorReason.PixelWorkerRestarted
            ? Say("I could not read the text in it: reading took too much time or memory and was stopped.")
            : error;
    }

    private static Outcome<IReadOnlyList<Statement>> Say(string text) => new Statement[] { new(Topic.Text, text) };
}
