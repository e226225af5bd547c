using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Iris.Commands;

/// <summary>Prints an answer as it comes, and one dim line about it at the end.</summary>
internal sealed class AnswerPrinter(Surroundings surroundings)
{
    private const string EndOfStream = "[DONE]";

    private string? _model;
    private string? _finishReason;
    private ChatAnswerUsage? _usage;
    private bool _endsLine = true;

    /// <summary>Prints the answer in either form: whole (JSON) or streamed (server-sent events).</summary>
    /// <exception cref="CommandFailure">It broke off, reported an error, or is no answer.</exception>
    public async Task PrintAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
            {
                await PrintStreamAsync(body, cancellationToken);
            }
            else
            {
                Print(await JsonSerializer.DeserializeAsync(body, CommandJson.Default.ChatAnswer, cancellationToken));
            }
        }
        catch (Exception e) when (e is HttpIOException or HttpRequestException or IOException)
        {
            EndLine();
            throw new CommandFailure($"The answer broke off: {e.Message}", "Ask again.");
        }
        catch (JsonException)
        {
            EndLine();
            throw new CommandFailure("The answer is no chat completion.", "Is it really Iris that listens there? Look at IRIS_URL.");
        }

        EndLine();
        surroundings.Remark(Summary());
    }

    private async Task PrintStreamAsync(Stream body, CancellationToken cancellationToken)
    {
        var done = false;
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (item.Data == EndOfStream)
            {
                done = true;
            }
            else
            {
                Print(JsonSerializer.Deserialize(item.Data, CommandJson.Default.ChatAnswer));
            }
        }

        if (!done)
        {
            EndLine();
            throw new CommandFailure("The answer broke off before its end.", "Ask again.");
        }
    }

    private void Print(ChatAnswer? answer)
    {
        if (answer?.Error is { } error)
        {
            EndLine();
            throw AnswerFailure.From(error, HttpStatusCode.OK, null);
        }

        _model = answer?.Model ?? _model;
        _usage = answer?.Usage ?? _usage;
        foreach (var choice in answer?.Choices ?? [])
        {
            _finishReason = choice.FinishReason ?? _finishReason;
            Write((choice.Delta ?? choice.Message)?.Content);
        }
    }

    private void Write(string? text)
    {
        if (text is not { Length: > 0 })
        {
            return;
        }

        surroundings.Output.Write(TerminalText.Clean(text));
        surroundings.Output.Flush();
        _endsLine = text.EndsWith('\n');
    }

    private void EndLine()
    {
        if (!_endsLine)
        {
            surroundings.Output.WriteLine();
            surroundings.Output.Flush();
            _endsLine = true;
        }
    }

    private string Summary()
    {
        var parts = new List<string> { TerminalText.Clean(_model ?? "unknown model") };
        if (_usage is { } usage)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{usage.PromptTokens} tokens in, {usage.CompletionTokens} out"));
            if (usage.Cost is { } cost)
            {
                parts.Add(cost == 0 ? "free" : string.Create(CultureInfo.InvariantCulture, $"${cost:0.######}"));
            }
        }

        if (_finishReason == "length")
        {
            parts.Add("cut at the token limit");
        }

        return string.Join(" · ", parts);
    }
}
