namespace Iris.LocalVision.Answers;

/// <summary>What a statement is about, and what a question asks for.</summary>
[Flags]
internal enum Topic
{
    /// <summary>Nothing in particular: a description.</summary>
    None = 0,

    /// <summary>Photo, screenshot or drawing.</summary>
    Kind = 1,

    /// <summary>Pixels, orientation, bytes.</summary>
    Size = 2,

    /// <summary>JPEG, PNG and so on.</summary>
    Format = 4,

    /// <summary>Main colours.</summary>
    Colour = 8,

    /// <summary>Brightness and contrast.</summary>
    Light = 16,

    /// <summary>Sharp or blurred.</summary>
    Sharpness = 32,

    /// <summary>Transparent parts.</summary>
    Transparency = 64,

    /// <summary>Animation, pages.</summary>
    Frames = 128,

    /// <summary>EXIF: camera, time, position.</summary>
    Camera = 256,

    /// <summary>Letters and words in the picture.</summary>
    Text = 512,

    /// <summary>How many images there are.</summary>
    Count = 1024,

    /// <summary>How the images differ.</summary>
    Comparison = 2048,
}
