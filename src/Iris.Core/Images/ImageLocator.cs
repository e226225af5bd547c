using System.Text;
using Iris.Core.Images.Locating;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Images;

/// <summary>Finds every image of a request: inline bytes stay where they lie, URLs are downloaded or handed on.</summary>
/// <remarks>
/// The order in which a string is understood: white space trimmed; <c>data:</c>; <c>http(s):</c>; any other scheme refused;
/// without a scheme raw base64 if it decodes to a known signature. Safe for concurrent use.
/// </remarks>
/// <param name="fetcher">The one way to the network.</param>
/// <param name="options">Caps.</param>
public sealed class ImageLocator(IImageFetcher fetcher, ImageLocatorOptions options)
{
    private const int MaxUrlLength = 8_192;

    private readonly InlineImageReader _inline = new(options.Caps, options.Pool);
    private readonly RemoteImageLoader _remote = new(fetcher, options);

    /// <summary>Locates all images.</summary>
    /// <param name="request">Names them.</param>
    /// <param name="body">Holds them; must outlive the result.</param>
    /// <param name="terms">How URLs are treated.</param>
    /// <param name="cancellationToken">The caller's patience.</param>
    /// <returns>The images (the receiver disposes them), or the first error with the part's path in <c>Param</c> and message.</returns>
    /// <exception cref="OperationCanceledException">The caller went away.</exception>
    public async ValueTask<Outcome<LocatedImages>> LocateAsync(ChatRequest request, RequestBody body, RemoteTerms terms, CancellationToken cancellationToken)
    {
        var blocks = request.Images;
        if (options.Caps.CheckCount(blocks.Count) is { } tooMany)
        {
            return tooMany with { Param = blocks[options.Caps.MaxImages].Path };
        }

        var located = new LocatedImages(blocks.Count);
        var handedOver = false;
        try
        {
            var error = LocateInline(blocks, body, located, terms.Remote)
                ?? (located.Urls is null ? null
                    : terms.Remote == RemoteImages.Pass ? await _remote.CheckAsync(blocks, located, cancellationToken)
                    : await _remote.LoadAsync(blocks, located, terms, cancellationToken));
            handedOver = error is null;
            return error is null ? located : error;
        }
        finally
        {
            if (!handedOver)
            {
                located.Dispose();
            }
        }
    }

    /// <summary>Everything that needs no network comes first: a broken image must not cost a download.</summary>
    private GatewayError? LocateInline(IReadOnlyList<ImageBlock> blocks, RequestBody body, LocatedImages located, RemoteImages remote)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (Locate(blocks[i], body, i, located, remote) is { } error)
            {
                return At(blocks[i], error);
            }
        }

        return null;
    }

    private GatewayError? Locate(ImageBlock block, RequestBody body, int index, LocatedImages located, RemoteImages remote)
    {
        if (block.IsFileId)
        {
            return new GatewayError(ErrorReason.ImageNotFound, "No file with that id belongs to this key. Send the image as a data URL, or as an https URL.");
        }

        Span<byte> text = stackalloc byte[SourceHead.MaxLength];
        text = text[..ReadText(body, block.Source, text)];
        var head = SourceHead.Read(text);
        switch (head.Kind)
        {
            case SourceKind.Refused:
                return head.Error;
            case SourceKind.Empty:
                return new GatewayError(ErrorReason.ImageEmpty, "The image is empty: its string holds nothing. Send a data URL, base64 or an https URL.");
            case SourceKind.Remote:
                return AddUrl(block, body, index, located, remote);
            default:
                var opened = _inline.Open(body, block.Source, head, text, located);
                var error = opened.Error ?? Accept(block, opened.Value, index, located, text, head.PayloadAt);
                return error?.Reason == ErrorReason.UnsupportedImageFormat && head.Kind == SourceKind.PlainData
                    ? error with { Message = $"{error.Message} The data URL has no ;base64 before its comma, so its content was taken as percent-encoded bytes." }
                    : error;
        }
    }

    private GatewayError? Accept(ImageBlock block, ByteSource bytes, int index, LocatedImages located, ReadOnlySpan<byte> text, int payloadAt)
    {
        if (!ImageFactsReader.Read(bytes).TryGet(out var facts, out var error) || (error = options.Caps.Check(facts)) is not null)
        {
            return error;
        }

        located.Set(index, new LocatedImage
        {
            Block = block,
            Bytes = bytes,
            Facts = facts,
            IsMislabelled = DeclaredType.Contradicts(text[..payloadAt], facts.Format),
            IsCanonicalOnWire = block.IsCanonical && IsCanonicalText(block.Source, bytes, facts, text),
        });
        return null;
    }

    private GatewayError? AddUrl(ImageBlock block, RequestBody body, int index, LocatedImages located, RemoteImages remote)
    {
        Span<byte> text = stackalloc byte[MaxUrlLength + 1];
        var length = ReadText(body, block.Source, text);
        if (length > MaxUrlLength)
        {
            return new GatewayError(ErrorReason.ImageUrlInvalid, $"The image URL is longer than {MaxUrlLength} bytes. Use a shorter one, or a data URL.");
        }

        var trimmed = text[..length].Trim(" \t\r\n\f\v"u8);
        var url = Encoding.UTF8.GetString(trimmed);
        if (fetcher.Check(url) is { } error)
        {
            return error;
        }

        located.AddUrl(url, index);
        located.Set(index, new LocatedImage
        {
            Block = block,
            Url = url,
            IsCanonicalOnWire = block.IsCanonical && remote == RemoteImages.Pass && trimmed.Length == length,
        });
        return null;
    }

    private static int ReadText(RequestBody body, BodyString source, Span<byte> text)
    {
        Span<byte> scratch = stackalloc byte[BodyStringReader.ScratchLength];
        var reader = new BodyStringReader(body, source.Range.Start, source.Range.Length, source.IsEscaped, scratch);
        return reader.Fill(text);
    }

    /// <summary>True for <c>data:TYPE;base64,</c> with the type that the bytes have, and clean base64 right behind it.</summary>
    private static bool IsCanonicalText(BodyString source, ByteSource bytes, ImageFacts facts, ReadOnlySpan<byte> text)
    {
        var type = facts.Format.MediaType();
        var length = "data:".Length + type.Length + ";base64,".Length;
        return !source.IsEscaped && source.Base64From == length && bytes is Base64ByteSource { IsCorrectlyPadded: true }
            && text.StartsWith("data:"u8)
            && Ascii.Equals(text.Slice("data:".Length, type.Length), type)
            && text[..length].EndsWith(";base64,"u8);
    }

    /// <summary>Names the part in an error.</summary>
    internal static GatewayError At(ImageBlock block, GatewayError error)
        => error with { Param = block.Path, Message = $"{block.Path}: {error.Message}" };
}
