using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Iris.Core.Accounting;
using Iris.Core.Dialects;
using Iris.Core.Model;

namespace Iris.Storage;

/// <summary>The column <c>image_report</c>: one buffer for all rows, because one writer writes them. Used by the writer alone.</summary>
internal sealed class ImageReportText : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;

    public ImageReportText() => _json = new Utf8JsonWriter(_buffer, Options);

    /// <summary>The JSON in UTF-8; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(IReadOnlyList<ImageReport> reports)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        ImageReportJson.WriteArray(reports, _json, RequestRecord.MostImageReports);
        _json.Flush();
        return _buffer.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();
}
