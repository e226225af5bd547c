using Iris.Core.Images;
using Iris.LocalVision.Answers;
using Iris.LocalVision.Observing;
using Iris.LocalVision.Tokens;

namespace Iris.Gateway.Tests.LocalVision;

public sealed class WordingTests
{
    [Theory]
    [InlineData("What is in this image?", "None")]
    [InlineData("Describe it.", "None")]
    [InlineData("What colour is it?", "Colour")]
    [InlineData("what COLORS do you see", "Colour")]
    [InlineData("Read the text, please", "Text")]
    [InlineData("What does it say?", "Text")]
    [InlineData("Say what you see", "None")]
    [InlineData("How big is this picture?", "Size")]
    [InlineData("What resolution and format?", "Size, Format")]
    [InlineData("Is it blurry?", "Sharpness")]
    [InlineData("Is it sharp? Is it too dark?", "Sharpness, Light")]
    [InlineData("How many images did I send?", "Count")]
    [InlineData("What is the difference between these two?", "Comparison")]
    [InlineData("Is this a photo or a drawing?", "Kind")]
    [InlineData("Which camera was it shot with, and when was it taken?", "Camera")]
    [InlineData("already reading colourless", "None")]
    [InlineData("", "None")]
    public void Read_Question_FindsTheTopics(string question, string topics) =>
        QuestionReader.Read(question).ShouldBe(Enum.Parse<Topic>(topics));

    [Fact]
    public void Describe_WordsOfTwoLines_AreQuotedAndPlaced() =>
        TextWording.Describe([Word("HARBOUR", 96, 0, 0.1f), Word("CAFE", 95, 0, 0.1f), Word("Open", 91, 1, 0.2f), Word("7–22", 80, 1, 0.2f)])
            .ShouldBe("The text at the top reads: “HARBOUR CAFE / Open 7–22”.");

    [Fact]
    public void Describe_UnsureWordsAndStrokes_AreDropped() =>
        TextWording.Describe([Word("Exit", 75, 0, 0.1f), Word("Exlt", 74.9f, 0, 0.5f), Word("—", 99, 1, 0.9f), Word("l", 80, 2, 0.9f)])
            .ShouldBe("The text at the top reads: “Exit”.");

    [Fact]
    public void Describe_LoneSignsInALineOfWords_AreKept() =>
        TextWording.Describe([Word("|", 95, 0, 0.8f), Word("0", 80, 0, 0.8f), Word("Warning(s)", 91, 0, 0.8f), Word("&", 80, 0, 0.8f), Word("0", 77, 0, 0.8f), Word("errors", 95, 0, 0.8f), Word("—", 95, 0, 0.8f)])
            .ShouldBe("The text at the bottom reads: “0 Warning(s) & 0 errors”.");

    [Fact]
    public void Describe_NothingCredible_SaysSo() =>
        TextWording.Describe([Word("a", 97, 0, 0.5f), Word("|||", 99, 1, 0.5f)]).ShouldBe("I found no text in it that I could read.");

    [Fact]
    public void Describe_LongText_IsCutAtAWord()
    {
        var text = TextWording.Describe([.. Enumerable.Range(0, 200).Select(i => Word("harbour", 96, i / 10, i / 200f))]);

        text.ShouldStartWith("The text in it begins: “harbour harbour");
        text.ShouldEndWith("harbour…” (the first 600 of 1637 characters).");
        text.Length.ShouldBeInRange(580, 680);
    }

    [Fact]
    public void Describe_ControlCharacters_AreRemoved() =>
        TextWording.Describe([Word("Bo\u0007at\n", 96, 0, 0.4f)]).ShouldBe("The text in the middle reads: “Boat”.");

    [Theory]
    [InlineData("", 0)]
    [InlineData("   \n", 0)]
    [InlineData("photo", 1)]
    [InlineData("a photo, 41 %", 5)]
    [InlineData("brightness", 2)]
    [InlineData("ééé", 1)]
    [InlineData("éééé", 2)]
    [InlineData("日本語", 2)]
    public void OfText_KnownRule_CountsTokens(string text, int tokens) => TokenRule.OfText(text).ShouldBe(tokens);

    [Theory]
    [InlineData(1024, 683, 704)]
    [InlineData(32, 32, 1)]
    [InlineData(33, 1, 2)]
    public void OfImage_Patches_AreCountedWhole(int width, int height, int tokens) => TokenRule.OfImage(width, height).ShouldBe(tokens);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Cut_AtAnyLimit_KeepsWholeCharactersAndTheLimit(int limit)
    {
        const string Text = "Größe: 1200 × 800 “日本語テキスト” 👍👍👍 done.";
        var answer = AnswerText.Cut(Text, limit);
        var kept = string.Concat(answer.Pieces(wordByWord: true));

        Text.ShouldStartWith(kept);
        answer.IsCut.ShouldBe(kept.Length < Text.Length);
        answer.Tokens.ShouldBe(TokenRule.OfText(kept));
        answer.Tokens.ShouldBe(Math.Min(limit, TokenRule.OfText(Text)));
        kept.ShouldNotContain('\ufffd');
        kept.Length.ShouldBe(0 + kept.EnumerateRunes().Sum(r => r.Utf16SequenceLength));
    }

    [Fact]
    public void Pieces_WordByWord_BreakOnlyBeforeSpaces()
    {
        AnswerText.Cut("It is  sharp.\n\nYes.", 100).Pieces(wordByWord: true).ShouldBe(["It", " is", "  sharp.", "\n\nYes."]);
        AnswerText.Cut("It is sharp.", 100).Pieces(wordByWord: false).ShouldBe(["It is sharp."]);
    }

    private static RecognizedWord Word(string text, float confidence, int line, float top) => new(text, confidence, line, top);
}
