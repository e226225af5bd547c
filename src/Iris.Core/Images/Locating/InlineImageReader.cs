using System.Buffers.Text;
using Iris.Core.Images.Facts;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Images.Locating;

/// <summary>Makes the bytes of an image that stands inside the request readable, without a copy where the base64 is clean already.</summary>
internal sealed class InlineImageReader(HardCaps caps, BlockPool pool)
{
    /// <summary>Shorter than the smallest image of any format.</summary>
    private const int MinBareCharacters = 32;

    private const int BareHead = 64;

    /// <summary>Opens a data URL or raw base64.</summary>
    /// <param name="body">The request.</param>
    /// <param name="source">The string.</param>
    /// <param name="head">The verdict on <paramref name="text"/>.</param>
    /// <param name="text">The string's first bytes, escapes undone.</param>
    /// <param name="owner">Takes what has to be disposed.</param>
    public Outcome<ByteSource> Open(RequestBody body, BodyString source, SourceHead head, ReadOnlySpan<byte> text, LocatedImages owner)
    {
        if (head.Kind == SourceKind.Bare && CheckBare(text[head.PayloadAt..]) is { } error)
        {
            return error;
        }

        return head.Kind == SourceKind.PlainData
            ? OpenPlain(body, source, head.PayloadAt, owner)
            : IsCleanFromHere(body, source, head.PayloadAt, text)
                ? OpenClean(body, source)
                : OpenNormalized(body, source, head.PayloadAt, owner);
    }

    /// <summary>A string without a scheme counts as base64 only when it decodes to something with a known signature.</summary>
    private static GatewayError? CheckBare(ReadOnlySpan<byte> text)
    {
        Span<byte> clean = stackalloc byte[BareHead];
        Span<byte> decoded = stackalloc byte[BareHead];
        var count = 0;
        for (var i = 0; i < text.Length && count < clean.Length && CleanCharacter(text[i]) is not 0 and var character; i++)
        {
            if (character != ' ')
            {
                clean[count++] = character;
            }
        }

        if (count >= MinBareCharacters)
        {
            Base64.DecodeFromUtf8(clean[..(count / 4 * 4)], decoded, out _, out var length);
            if (ImageSignature.Detect(decoded[..length]) != ImageFormat.Unknown || ForeignFormat.Name(decoded[..length]) is not null)
            {
                return null;
            }
        }

        if (ProviderFiles.CheckId(System.Text.Encoding.UTF8.GetString(text[..Math.Min(text.Length, BareHead)])) is { } providerFile)
        {
            return providerFile;
        }

        return text[0] is (byte)'/' or (byte)'\\'
            ? new GatewayError(ErrorReason.ImageUrlSchemeNotAllowed, "This is a path of your own machine, which Iris cannot read. Send the file's bytes as a data URL.")
            : new GatewayError(ErrorReason.ImageUrlInvalid, "The string is neither an http(s) URL, a data URL nor the base64 of an image. Send https://…, data:image/png;base64,… or plain base64.");
    }

    /// <summary>A character of the standard alphabet for one that may stand in base64, a blank for white space, 0 for the end.</summary>
    private static byte CleanCharacter(byte character) => character switch
    {
        (byte)'-' => (byte)'+',
        (byte)'_' => (byte)'/',
        (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' => (byte)' ',
        (byte)'+' or (byte)'/' => character,
        _ => char.IsAsciiLetterOrDigit((char)character) ? character : (byte)0,
    };

    /// <summary>True when the scanner of the body has already seen that all that is left is clean base64.</summary>
    private static bool IsCleanFromHere(RequestBody body, BodyString source, int payloadAt, ReadOnlySpan<byte> text)
    {
        if (source.Base64From < 0)
        {
            return false;
        }

        if (!source.IsEscaped)
        {
            return source.Base64From <= text.Length && SourceHead.IsBlank(text, payloadAt, (int)source.Base64From);
        }

        Span<byte> scratch = stackalloc byte[BodyStringReader.ScratchLength];
        Span<byte> before = stackalloc byte[SourceHead.MaxLength];
        var reader = new BodyStringReader(body, source.Range.Start, source.Base64From, isEscaped: true, scratch);
        var count = reader.Fill(before);
        return count < SourceHead.MaxLength && SourceHead.IsBlank(text, payloadAt, count);
    }

    private Outcome<ByteSource> OpenClean(RequestBody body, BodyString source)
    {
        var length = source.Range.Length - source.Base64From;
        var bytes = new Base64ByteSource(body, source.Range.Start + source.Base64From, length);
        return bytes.IsWellFormed ? Checked(bytes) : Broken();
    }

    private Outcome<ByteSource> OpenNormalized(RequestBody body, BodyString source, int payloadAt, LocatedImages owner)
    {
        var mostCharacters = (caps.MaxImageBytes + 2) / 3 * 4;
        if (source.Range.Length - payloadAt > mostCharacters)
        {
            // Counted before it is kept: white space and escapes do not count against the cap, a bomb costs no memory.
            var counter = new Base64Normalizer(null);
            if (!Feed(body, source, payloadAt, ref counter))
            {
                return Broken();
            }

            if (caps.CheckBytes(counter.Characters / 4 * 3) is { } tooLarge)
            {
                return tooLarge;
            }
        }

        // One body for all images of the request: five hundred small ones must not take a block each.
        var clean = owner.CleanText ??= owner.Own(new RequestBody(pool, source.Range.Length));
        var start = clean.Length;
        var normalizer = new Base64Normalizer(clean);
        return Feed(body, source, payloadAt, ref normalizer)
            ? Checked(new Base64ByteSource(clean, start, clean.Length - start))
            : Broken();
    }

    private static bool Feed<TSink>(RequestBody body, BodyString source, int payloadAt, ref TSink sink)
        where TSink : struct, IPayloadSink
    {
        Span<byte> scratch = stackalloc byte[BodyStringReader.ScratchLength];
        var reader = new BodyStringReader(body, source.Range.Start, source.Range.Length, source.IsEscaped, scratch);
        var skip = payloadAt;
        while (reader.Next(out var segment))
        {
            var skipped = Math.Min(skip, segment.Length);
            skip -= skipped;
            if (!sink.Add(segment[skipped..]))
            {
                return false;
            }
        }

        return sink.IsWhole;
    }

    private Outcome<ByteSource> OpenPlain(RequestBody body, BodyString source, int payloadAt, LocatedImages owner)
    {
        var decoder = new PercentDecoder(null);
        if (!Feed(body, source, payloadAt, ref decoder))
        {
            return new GatewayError(ErrorReason.ImageUrlInvalid, "The data URL has no base64 marker, and what follows is not percent-encoded. Write data:image/png;base64,… with the image in base64.");
        }

        if (caps.CheckBytes(decoder.Bytes) is { } tooLarge)
        {
            return tooLarge;
        }

        var bytes = owner.Own(new PooledBytes((int)decoder.Bytes));
        decoder = new PercentDecoder(bytes.Memory);
        Feed(body, source, payloadAt, ref decoder);
        return new MemoryByteSource(bytes.Memory);
    }

    private Outcome<ByteSource> Checked(ByteSource bytes) => caps.CheckBytes(bytes.Length) is { } error ? error : bytes;

    private static GatewayError Broken()
        => new(ErrorReason.InvalidBase64, "The base64 is broken: it has a character outside the alphabet, padding in its middle, or ends inside a group. Encode the file again.");
}
