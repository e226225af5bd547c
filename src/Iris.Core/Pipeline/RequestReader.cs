using System.Globalization;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Core.Pipeline;

/// <summary>Step 2: bytes to a request. The body is scanned while it arrives; images stay slices of it.</summary>
public sealed class RequestReader(BlockPool pool, BytesInFlightGate gate, RequestReaderOptions options)
{
    private const long UnknownLengthStep = 1024 * 1024;

    /// <summary>Reads the body and the request into the call.</summary>
    public async ValueTask<GatewayError?> ReadAsync(GatewayCall call, CancellationToken cancellationToken)
    {
        if (call.Source.Refusal is { } refusal)
        {
            return refusal;
        }

        var announced = call.Source.ContentLength;
        if (announced > options.MaxBodyBytes)
        {
            return TooLarge();
        }

        if (!gate.TryEnter(announced ?? UnknownLengthStep, out var ticket))
        {
            return GatewayError.Overloaded;
        }

        call.Admission = ticket;
        call.Json = new JsonBody(pool, announced);
        try
        {
            if (await FillAsync(call, call.Json, cancellationToken) is { } error)
            {
                return error;
            }
        }
        catch (IOException exception)
        {
            return call.Source.Explain(exception);
        }

        return Interpret(call, call.Json);
    }

    private async ValueTask<GatewayError?> FillAsync(GatewayCall call, JsonBody json, CancellationToken cancellationToken)
    {
        var reader = call.Source.Reader;
        var admitted = call.Source.ContentLength ?? UnknownLengthStep;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            foreach (var segment in result.Buffer)
            {
                json.Append(segment.Span);
            }

            reader.AdvanceTo(result.Buffer.End);
            if (json.Bytes.Length > options.MaxBodyBytes)
            {
                return TooLarge();
            }

            if (json.Bytes.Length > admitted)
            {
                admitted += UnknownLengthStep;
                if (!call.Admission.TryGrow(UnknownLengthStep, out var grown))
                {
                    return GatewayError.Overloaded;
                }

                call.Admission = grown;
            }

            if (result.IsCompleted)
            {
                return null;
            }
        }
    }

    private static GatewayError? Interpret(GatewayCall call, JsonBody json)
    {
        if (json.Complete() is var fault && fault != JsonFault.None)
        {
            return Explain(fault, json.Bytes.Length);
        }

        var outcome = call.Dialect.ReadRequest(json);
        json.ReleaseSkeleton();
        if (outcome.TryGet(out var request, out var error))
        {
            call.Request = request;
        }

        return error;
    }

    private static GatewayError Explain(JsonFault fault, long length) => fault switch
    {
        JsonFault.NotUtf8 => new GatewayError(ErrorReason.InvalidUtf8, "The body is not valid UTF-8. Send JSON in UTF-8."),
        JsonFault.DuplicateKey => new GatewayError(ErrorReason.DuplicateKey, "An object in the body names the same key twice. Name each key once."),
        JsonFault.TooDeep => new GatewayError(ErrorReason.JsonTooDeep, "The body nests deeper than 64 levels or holds more than 100000 members."),
        _ when length == 0 => new GatewayError(ErrorReason.InvalidJson, "The body is empty. Send a JSON object with \"messages\"."),
        _ => new GatewayError(ErrorReason.InvalidJson, "The body is not one well-formed JSON object."),
    };

    private GatewayError TooLarge() => new(
        ErrorReason.PayloadTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The body is larger than {options.MaxBodyBytes} bytes. Send fewer or smaller images, or let the operator raise limits.body_bytes."));
}
