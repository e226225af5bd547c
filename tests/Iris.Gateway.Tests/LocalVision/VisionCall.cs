using System.Text;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Providers;
using Iris.Core.Wire;
using Iris.LocalVision;

namespace Iris.Gateway.Tests.LocalVision;

/// <summary>Makes provider calls without a gateway, and collects what comes back.</summary>
internal static class VisionCall
{
    public static ImageLimits Limits { get; } = new() { Profile = "io.net", Formats = [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP, ImageFormat.Gif] };

    /// <summary>One user message: the text, then one image for each of the facts.</summary>
    /// <param name="jsonText">The text as it stands in the body's JSON string.</param>
    /// <param name="facts">Of each image.</param>
    public static ProviderCall Create(string jsonText, params ImageFacts[] facts)
    {
        var body = RequestBody.Copy(new BlockPool(0), Encoding.UTF8.GetBytes("{\"text\":\"" + jsonText + "\"}"));
        var range = new BodyRange(9, Encoding.UTF8.GetByteCount(jsonText));
        var text = new TextBlock(0, 0) { Range = range, Text = new BodyString(range, jsonText.Contains('\\')) };
        var images = facts.Select((_, i) => new ImageBlock(0, i + 1) { Range = default, Source = default, SourcePath = "image_url.url", Index = i }).ToArray();
        var request = new ChatRequest
        {
            Dialect = "chat-completions",
            Stream = true,
            Messages = [new ChatMessage(ChatRole.System, []), new ChatMessage(ChatRole.User, [text, .. images])],
            Images = images,
        };
        var outgoing = facts.Select((f, i) => new InlineImage(new MemoryByteSource(Numbered(i, f)), f.Format.MediaType(), true)).ToArray();
        return new ProviderCall(LocalVisionProvider.CreateEndpoint(Limits), request, body, outgoing, [.. facts.Select(f => (ImageFacts?)f)]);
    }

    public static ImageFacts Facts(Raster raster, ImageFormat format = ImageFormat.Png) =>
        new() { Format = format, Bytes = 4321, Width = raster.Width, Height = raster.Height };

    public static async Task<List<ChatEvent>> Collect(LocalVisionProvider provider, ProviderCall call)
    {
        var events = new List<ChatEvent>();
        await foreach (var item in provider.AnswerAsync(call, TestContext.Current.CancellationToken))
        {
            events.Add(item is TextDelta delta ? delta with { Utf8 = delta.Utf8.ToArray() } : item);
        }

        return events;
    }

    public static string Text(IEnumerable<ChatEvent> events) =>
        string.Concat(events.OfType<TextDelta>().Select(d => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(d.Utf8.Span)));

    /// <summary>The answer to a question about painted pictures.</summary>
    public static async Task<string> Ask(string question, FakePixelWorkers workers, params ImageFacts[] facts) =>
        Text(await Collect(new LocalVisionProvider(workers), Create(question, facts)));

    private static byte[] Numbered(int number, ImageFacts facts)
    {
        var bytes = new byte[facts.Bytes];
        bytes[0] = (byte)number;
        return bytes;
    }
}
