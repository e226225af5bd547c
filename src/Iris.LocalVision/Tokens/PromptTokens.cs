using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.LocalVision.Tokens;

/// <summary>Counts the prompt's text tokens straight from the request's bytes, escapes understood and nothing copied.</summary>
internal static class PromptTokens
{
    /// <summary>Tokens of all text blocks of the conversation.</summary>
    public static long OfText(ChatRequest request, RequestBody body)
    {
        long tokens = 0;
        foreach (var block in request.Messages.SelectMany(m => m.Blocks).OfType<TextBlock>())
        {
            tokens += OfString(block.Text, body);
        }

        return tokens;
    }

    private static long OfString(BodyString text, RequestBody body)
    {
        var scanner = new JsonTextScanner(text.IsEscaped);
        for (var at = text.Range.Start; at < text.Range.End;)
        {
            var run = body.Run(at, text.Range.End - at).Span;
            foreach (var value in run)
            {
                scanner.Add(value);
            }

            at += run.Length;
        }

        return scanner.Tokens;
    }
}
