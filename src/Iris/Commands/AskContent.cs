using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Iris.Commands;

/// <summary>The body of a chat completion whose images go from their files to the wire in steps: no image is ever whole in memory, and none becomes a string.</summary>
internal sealed class AskContent : HttpContent
{
    // A multiple of three, so that every step but the last encodes without padding.
    private const int FileStep = 48 * 1024;
    private const string Mark = "data:application/octet-stream;base64,";

    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _texts;
    private readonly IReadOnlyList<FileInfo> _files;

    /// <summary>Prepares the body.</summary>
    /// <param name="input">The images and the question.</param>
    /// <param name="model">Null for the default model of the gateway.</param>
    /// <param name="maxTokens">Null for no limit.</param>
    /// <param name="stream">True to be answered as it comes.</param>
    /// <param name="fit">What an estimate is to be about, or null for a question.</param>
    public AskContent(AskInput input, string? model, int? maxTokens, bool stream, FitWishes? fit = null)
    {
        _files = [.. input.Images.Where(image => !AskInput.IsUrl(image)).Select(image => new FileInfo(image))];
        _texts = SplitAtImages(WriteJson(input, model, maxTokens, stream, fit), _files.Count);
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _texts.Sum(text => (long)text.Length) + _files.Sum(file => (file.Length + 2) / 3 * 4);
        return true;
    }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        for (var index = 0; index < _texts.Count; index++)
        {
            await stream.WriteAsync(_texts[index], cancellationToken);
            if (index < _files.Count)
            {
                await WriteFileAsync(stream, _files[index], cancellationToken);
            }
        }
    }

    private static async Task WriteFileAsync(Stream stream, FileInfo file, CancellationToken cancellationToken)
    {
        var bytes = new byte[FileStep];
        var text = new byte[Base64.GetMaxEncodedToUtf8Length(FileStep)];
        await using var source = file.OpenRead();
        int read;
        while ((read = await source.ReadAtLeastAsync(bytes, FileStep, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            Base64.EncodeToUtf8(bytes.AsSpan(0, read), text, out _, out var written);
            await stream.WriteAsync(text.AsMemory(0, written), cancellationToken);
        }
    }

    private static ReadOnlyMemory<byte> WriteJson(AskInput input, string? model, int? maxTokens, bool stream, FitWishes? fit)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (model is not null)
            {
                json.WriteString("model"u8, model);
            }

            if (maxTokens is { } limit)
            {
                json.WriteNumber("max_tokens"u8, limit);
            }

            json.WriteBoolean("stream"u8, stream);
            if (fit is not null)
            {
                WriteWishes(json, fit);
            }

            WriteMessages(json, input);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteWishes(Utf8JsonWriter json, FitWishes fit)
    {
        if (fit.Models.Count > 0)
        {
            json.WriteStartArray("models"u8);
            foreach (var name in fit.Models)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("iris"u8);
        json.WriteStartObject("images"u8);
        if (fit.Policy is not null)
        {
            json.WriteString("policy"u8, fit.Policy);
        }

        if (fit.MaxTokensPerImage is { } most)
        {
            json.WriteNumber("max_tokens_per_image"u8, most);
        }

        if (fit.Detail is not null)
        {
            json.WriteString("detail"u8, fit.Detail);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMessages(Utf8JsonWriter json, AskInput input)
    {
        json.WriteStartArray("messages"u8);
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteStartArray("content"u8);
        if (input.Question.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, input.Question);
            json.WriteEndObject();
        }

        foreach (var image in input.Images)
        {
            WriteImage(json, AskInput.IsUrl(image) ? image : Mark);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteImage(Utf8JsonWriter json, string url)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "image_url"u8);
        json.WriteStartObject("image_url"u8);
        json.WriteString("url"u8, url);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Cuts the JSON after each data URL prefix; the prefix of Iris's own making is told from the same words in a question by the quotation mark behind it.</summary>
    private static List<ReadOnlyMemory<byte>> SplitAtImages(ReadOnlyMemory<byte> json, int images)
    {
        var mark = "\"url\":\"data:application/octet-stream;base64,\""u8;
        var texts = new List<ReadOnlyMemory<byte>>(images + 1);
        for (var image = 0; image < images; image++)
        {
            var end = json.Span.IndexOf(mark) + mark.Length - 1;
            texts.Add(json[..end]);
            json = json[end..];
        }

        texts.Add(json);
        return texts;
    }
}
