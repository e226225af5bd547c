using System.Text;
using System.Text.Json;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Tests.Images;

/// <summary>A request whose images have the given strings, as a dialect would read it.</summary>
internal sealed class LocatorCase : IDisposable
{
    private static readonly BlockPool Pool = new(1);

    private LocatorCase(RequestBody body, ChatRequest request)
    {
        Body = body;
        Request = request;
    }

    public RequestBody Body { get; }

    public ChatRequest Request { get; }

    /// <summary>Builds the body.</summary>
    /// <param name="sources">The strings, escaped as JSON needs it.</param>
    /// <param name="knowsBase64">True as when the scanner has marked where clean base64 begins; false to force the slow way.</param>
    /// <param name="canonical">Whether the parts have the canonical shape.</param>
    public static LocatorCase Of(IEnumerable<string> sources, bool knowsBase64 = true, bool canonical = true)
        => OfRaw(sources.Select(source => JsonSerializer.Serialize(source, Relaxed)[1..^1]), knowsBase64, canonical);

    /// <summary>The same for strings whose JSON escapes are already there.</summary>
    public static LocatorCase OfRaw(IEnumerable<string> sources, bool knowsBase64 = true, bool canonical = true)
    {
        var body = new RequestBody(Pool, null);
        var blocks = new List<ImageBlock>();
        foreach (var source in sources)
        {
            body.Append("{\"url\":\""u8);
            var bytes = Encoding.UTF8.GetBytes(source);
            var start = body.Length;
            body.Append(bytes);
            body.Append("\"}"u8);
            blocks.Add(new ImageBlock(0, blocks.Count)
            {
                Range = new BodyRange(start - 8, bytes.Length + 10),
                Source = new BodyString(new BodyRange(start, bytes.Length), source.Contains('\\'), knowsBase64 ? Base64From(bytes) : -1),
                SourcePath = "image_url.url",
                IsCanonical = canonical,
                Index = blocks.Count,
            });
        }

        return new LocatorCase(body, new ChatRequest { Dialect = "chat-completions", Messages = [new ChatMessage(ChatRole.User, blocks)], Images = blocks });
    }

    public ValueTask<Outcome<LocatedImages>> LocateAsync(IImageFetcher? fetcher = null, RemoteImages remote = RemoteImages.Inline, HardCaps? caps = null, Func<long, bool>? admit = null, CancellationToken cancellationToken = default)
        => new ImageLocator(fetcher ?? new ScriptedFetcher(), new ImageLocatorOptions { Pool = Pool, Caps = caps ?? HardCaps.Default })
            .LocateAsync(Request, Body, new RemoteTerms(new KeyId("key-test"), remote, admit ?? (_ => true)), cancellationToken);

    public void Dispose() => Body.Dispose();

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static long Base64From(byte[] text)
    {
        var at = text.Length;
        while (at > 0 && text.Length - at < 2 && text[at - 1] == '=')
        {
            at--;
        }

        while (at > 0 && (char.IsAsciiLetterOrDigit((char)text[at - 1]) || text[at - 1] is (byte)'+' or (byte)'/'))
        {
            at--;
        }

        // An escape's letters would count as alphabet.
        return at > 0 && text[at - 1] == '\\' ? -1 : at;
    }
}
