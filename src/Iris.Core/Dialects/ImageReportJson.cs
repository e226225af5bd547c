using System.Text.Json;
using Iris.Core.Model;

namespace Iris.Core.Dialects;

/// <summary>Image reports as JSON: one form in answers of every dialect, in estimates and in the ledger.</summary>
/// <remarks>Members are only ever added: callers and records of years read it.</remarks>
public static class ImageReportJson
{
    /// <summary>Writes the member <c>"iris":{"images":[…]}</c> into an open object.</summary>
    public static void WriteMember(IReadOnlyList<ImageReport> reports, Utf8JsonWriter json)
    {
        json.WriteStartObject("iris"u8);
        json.WritePropertyName("images"u8);
        WriteArray(reports, json);
        json.WriteEndObject();
    }

    /// <summary>Writes <c>[{"part":…,"from":…,"to":…,"steps":[…],"tokens_before":…,"tokens_after":…,"estimated":true},…]</c>.</summary>
    /// <param name="reports">In the order of the request.</param>
    /// <param name="json">Stands where a value may be written.</param>
    /// <param name="most">Reports beyond this number are left out.</param>
    public static void WriteArray(IReadOnlyList<ImageReport> reports, Utf8JsonWriter json, int most = int.MaxValue)
    {
        json.WriteStartArray();
        for (var i = 0; i < reports.Count && i < most; i++)
        {
            Write(reports[i], json);
        }

        json.WriteEndArray();
    }

    private static void Write(ImageReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("part"u8, report.Part);
        WriteSide("from"u8, report.From, json);
        WriteSide("to"u8, report.To, json);
        json.WriteStartArray("steps"u8);
        foreach (var step in report.Steps)
        {
            json.WriteStringValue(step.WireName());
        }

        json.WriteEndArray();
        json.WriteNumber("tokens_before"u8, report.TokensBefore.Tokens);
        json.WriteNumber("tokens_after"u8, report.TokensAfter.Tokens);
        if (report.IsEstimated)
        {
            json.WriteBoolean("estimated"u8, true);
        }

        json.WriteEndObject();
    }

    private static void WriteSide(ReadOnlySpan<byte> name, ImageSide? side, Utf8JsonWriter json)
    {
        if (side is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("format"u8, FormatWord(side.Format));
        json.WriteNumber("width"u8, side.Width);
        json.WriteNumber("height"u8, side.Height);
        if (side.Bytes is { } bytes)
        {
            json.WriteNumber("bytes"u8, bytes);
        }
        else
        {
            json.WriteNull("bytes"u8);
        }

        json.WriteEndObject();
    }

    private static string? FormatWord(ImageFormat format) => format switch
    {
        ImageFormat.Png => "png",
        ImageFormat.Jpeg => "jpeg",
        ImageFormat.Gif => "gif",
        ImageFormat.WebP => "webp",
        ImageFormat.Avif => "avif",
        ImageFormat.Heic => "heic",
        ImageFormat.Tiff => "tiff",
        _ => null,
    };
}
