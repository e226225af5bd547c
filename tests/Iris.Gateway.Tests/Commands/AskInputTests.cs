using Iris.Commands;
using Iris.Gateway.Tests.DataFolder;

namespace Iris.Gateway.Tests.Commands;

public sealed class AskInputTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();
    private readonly string _here;

    public AskInputTests()
    {
        _here = Directory.CreateDirectory(_temporary.Path).FullName;
        File.WriteAllBytes(Path.Combine(_here, "a.jpg"), [1]);
        File.WriteAllBytes(Path.Combine(_here, "what"), [2]);
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Parse_ImageAndQuestion_ResolvesTheImageAgainstTheFolder()
    {
        var input = AskInput.Parse(["a.jpg", "How many boats?"], _here);

        input.Images.ShouldBe([Path.Combine(_here, "a.jpg")]);
        input.Question.ShouldBe("How many boats?");
    }

    [Fact]
    public void Parse_OnlyImages_AsksTheDefaultQuestion()
    {
        var input = AskInput.Parse(["a.jpg", "https://example.com/b.png", "what"], _here);

        input.Images.Count.ShouldBe(3);
        input.Images[1].ShouldBe("https://example.com/b.png");
        input.Question.ShouldBe("What is in this image?");
    }

    [Theory]
    [InlineData("a.jpg", "", "What is in this image?")]
    [InlineData("a.jpg", "why", "why")]
    [InlineData("a.jpg", "Is this a.png?", "Is this a.png?")]
    public void Parse_LastWord_IsTheQuestion(string image, string last, string expected)
        => AskInput.Parse([image, last], _here).Question.ShouldBe(expected);

    [Theory]
    [InlineData("a.jpg", "missing.jpg")]
    [InlineData("missing.jpg", "What is it?")]
    [InlineData("missing.JPEG", null)]
    [InlineData(".", "What is it?")]
    [InlineData("What is it?", null)]
    public void Parse_ImageThatIsNotThere_IsMisuse(string first, string? second)
        => Should.Throw<CommandFailure>(() => AskInput.Parse(second is null ? [first] : [first, second], _here))
            .ExitCode.ShouldBe(ExitCodes.Misused);
}
