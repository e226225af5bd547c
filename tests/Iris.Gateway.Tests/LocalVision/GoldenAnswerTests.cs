using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Gateway.Tests.LocalVision;

/// <summary>Whole answers, word for word: what a new user reads.</summary>
public sealed class GoldenAnswerTests
{
    private const string Limits =
        "I measure pixels and read text, but I do not recognise objects, people or scenes: for that, set a provider key such as OPENAI_API_KEY, or run a local vision server such as Ollama with a vision model.";

    [Fact]
    public async Task Photo_WithCameraAndText_IsDescribed()
    {
        var photo = Painter.Photo();
        var facts = VisionCall.Facts(photo, ImageFormat.Jpeg) with { Camera = FactText.Of("Canon EOS 40D"), TakenAt = FactText.Of("2008:05:30 15:56:01"), HasGps = true };
        var workers = new FakePixelWorkers(photo) { Words = Words("HARBOUR", "CAFE") };

        (await VisionCall.Ask("What is in this image?", workers, facts)).ShouldBe(
            "This looks like a photo: a JPEG image of 600 × 400 pixels (landscape, 4 KB). "
            + "Its main colours are shades of blue (45 %), dark green (23 %), green (22 %) and red (10 %). "
            + "The blues lie mostly at the top, the red mostly in the middle, the green in the middle and at the bottom, and the dark green at the bottom. "
            + "It is sharp and of medium brightness, with medium contrast. "
            + "The text in the middle reads: “HARBOUR CAFE”. "
            + "Its EXIF data names the camera “Canon EOS 40D” and the time 30 May 2008, 15:56, and holds a GPS position."
            + "\n\n" + Limits);
    }

    [Fact]
    public async Task Screenshot_IsDescribed()
    {
        var screen = Painter.Screen();

        (await VisionCall.Ask("Describe this.", new FakePixelWorkers(screen), VisionCall.Facts(screen))).ShouldBe(
            "This looks like a screenshot: a PNG image of 800 × 500 pixels (landscape, 4 KB). "
            + "It is mostly white (85 %), with dark grey (12 %). The dark grey lies mostly at the top. "
            + "Small parts stand out in blue (1 %, at the bottom). "
            + "It is sharp and very bright, with strong contrast. "
            + "I found no text in it that I could read."
            + "\n\n" + Limits);
    }

    [Fact]
    public async Task TransparentStripes_AskedForColours_AnswersThatFirst()
    {
        var flag = new Painter(120, 120, 0).Fill(0, 0, 120, 40, 0x1e5ac8).Fill(0, 40, 120, 80, 0xffffff, alpha: 0).Fill(0, 80, 120, 120, 0xd01c1c).Raster;

        (await VisionCall.Ask("Which colours does it have?", new FakePixelWorkers(flag), VisionCall.Facts(flag))).ShouldBe(
            "Its main colours are red (50 %) and blue (50 %). The blue lies at the top, and the red at the bottom."
            + "\n\nThis is probably a drawing or graphic: a PNG image of 120 × 120 pixels (square, 4 KB). "
            + "It is sharp and of medium brightness, with very little contrast between light and dark. "
            + "33 % of its area is transparent. "
            + "I found no text in it that I could read."
            + "\n\n" + Limits);
    }

    [Fact]
    public async Task SolidColour_IsDescribed()
    {
        var red = Painter.Solid(0xff0000, 64, 64);

        (await VisionCall.Ask("What is this?", new FakePixelWorkers(red), VisionCall.Facts(red))).ShouldBe(
            "This is a PNG image of 64 × 64 pixels (square, 4 KB), filled with one plain colour. All of it is red. It is of medium brightness. I found no text in it that I could read."
            + "\n\n" + Limits);
    }

    [Fact]
    public async Task TwoImages_AreDescribedOneByOneAndCompared()
    {
        var photo = Painter.Photo();
        var dark = Painter.Map(Painter.Blur(photo, 4), v => (byte)(v / 3));

        var text = await VisionCall.Ask("Look", new FakePixelWorkers(photo, dark), VisionCall.Facts(photo), VisionCall.Facts(dark));

        var paragraphs = text.Split("\n\n");
        paragraphs.Length.ShouldBe(4);
        paragraphs[0].ShouldStartWith("Image 1: This looks like a photo: a PNG image of 600 × 400 pixels");
        paragraphs[1].ShouldStartWith("Image 2: This is a PNG image of 600 × 400 pixels");
        paragraphs[2].ShouldBe("Compared: they look different. Both have the same size. Image 1 is brighter than image 2. Image 1 is sharper than image 2. Both have blue and green among their main colours.");
        paragraphs[3].ShouldBe(Limits);
    }

    [Fact]
    public async Task ThreeImages_AskedHowManyAndWhetherTheSame_AnswersThatFirst()
    {
        var photo = Painter.Photo();
        var drawing = Painter.Drawing();
        var workers = new FakePixelWorkers(photo, drawing, photo);

        var text = await VisionCall.Ask("How many images are there, and are two of them the same?", workers, VisionCall.Facts(photo), VisionCall.Facts(drawing), VisionCall.Facts(photo));

        text.ShouldStartWith("There are three images.\n\nCompared: images 1 and 3 have the same pixels. All three have the same size.");
        text.ShouldContain("\n\nImage 2: This looks like a drawing or graphic");
        text.ShouldEndWith(Limits);
    }

    [Fact]
    public async Task NoImage_SaysHowToSendOne()
    {
        var text = await VisionCall.Ask("Hello!", new FakePixelWorkers());

        text.ShouldStartWith("I only describe images, and there is none in your request. Put one beside your text");
        text.ShouldContain("./run ask photo.jpg");
        text.ShouldEndWith(Limits);
    }

    [Theory]
    [InlineData("Is it blurry?", "It is blurred and ")]
    [InlineData("How big is it?", "This looks like a photo: a JPEG image of 600 × 400 pixels (landscape, 4 KB).")]
    [InlineData("Is anything transparent?", "Nothing in it is transparent.")]
    [InlineData("Is it animated?", "It is a single still picture.")]
    [InlineData("When was it taken?", "It names no camera and no time of taking.")]
    [InlineData("What text is in it?", "I found no text in it that I could read.")]
    public async Task BlurredPhoto_AskedForOneThing_AnswersThatFirst(string question, string start)
    {
        var photo = Painter.Blur(Painter.Photo(), 4);

        (await VisionCall.Ask(question, new FakePixelWorkers(photo), VisionCall.Facts(photo, ImageFormat.Jpeg))).ShouldStartWith(start);
    }

    [Theory]
    [InlineData("What is in this image?")]
    [InlineData("Which colours?")]
    public async Task EveryAnswer_NamesBothWaysUpInOneClosingSentence(string question)
    {
        var photo = Painter.Photo();
        var text = await VisionCall.Ask(question, new FakePixelWorkers(photo), VisionCall.Facts(photo));

        text.ShouldEndWith("\n\n" + Limits);
        text.Split("OPENAI_API_KEY").Length.ShouldBe(2);
    }

    private static Outcome<IReadOnlyList<RecognizedWord>> Words(params string[] words) =>
        words.Select(w => new RecognizedWord(w, 96, 0, 0.45f)).ToArray();
}
