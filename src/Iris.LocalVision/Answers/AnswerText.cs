using Iris.LocalVision.Tokens;

namespace Iris.LocalVision.Answers;

/// <summary>An answer cut to the caller's token limit and into pieces to stream.</summary>
internal sealed class AnswerText
{
    private readonly string _text;

    private AnswerText(string text, long tokens, bool isCut)
    {
        _text = text;
        Tokens = tokens;
        IsCut = isCut;
    }

    /// <summary>Tokens of what is left.</summary>
    public long Tokens { get; }

    /// <summary>True when the limit took something away.</summary>
    public bool IsCut { get; }

    /// <summary>Cuts.</summary>
    /// <param name="text">The whole answer.</param>
    /// <param name="maxTokens">The caller's limit, or the model's.</param>
    public static AnswerText Cut(string text, long maxTokens)
    {
        var rule = default(TokenRule);
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var before = rule;
            rule.Add(rune.Value, rune.Utf8SequenceLength);
            if (rule.Count > maxTokens)
            {
                return new AnswerText(text[..at], before.Count, true);
            }

            at += rune.Utf16SequenceLength;
        }

        return new AnswerText(text, rule.Count, false);
    }

    /// <summary>The text in pieces: words with the space before them, or all in one.</summary>
    public IEnumerable<string> Pieces(bool wordByWord)
    {
        if (!wordByWord && _text.Length > 0)
        {
            yield return _text;
            yield break;
        }

        for (var start = 0; start < _text.Length;)
        {
            var end = start + 1;
            while (end < _text.Length && !(char.IsWhiteSpace(_text[end]) && !char.IsWhiteSpace(_text[end - 1])))
            {
                end++;
            }

            yield return _text[start..end];
            start = end;
        }
    }
}
