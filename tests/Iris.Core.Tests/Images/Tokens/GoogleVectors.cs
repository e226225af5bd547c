using static Iris.Core.Model.ImageDetail;
using static Iris.Core.Tests.Images.Tokens.TokenVector;
using static Iris.Core.Tests.Images.Tokens.VectorOrigin;

namespace Iris.Core.Tests.Images.Tokens;

internal static class GoogleVectors
{
    public static readonly TokenVector[] All =
    [
        Exact("google:gemini-2.0-flash", 960, 540, Auto, 1548, Official),
        Exact("google:gemini-2.0-flash", 385, 384, Auto, 1032, Computed),
        Exact("google:gemini-2.0-flash", 512, 512, Auto, 1032, Computed),
        Exact("google:gemini-2.0-flash", 1080, 1920, Auto, 1548, Computed),
        Exact("google:gemini-2.0-flash", 3000, 500, Auto, 5160, Computed),
        AnySize("google:gemini-3.5-flash", Auto, 1120, 1120, Official, "any size"),
        AnySize("google:gemini-3.5-flash", Low, 280, 280, Official, "any size"),
        AnySize("google:gemini-2.5-flash", Auto, 256, 2048, Official, "the page prints 256 and pan & scan up to about 2048, not how it pans"),
        AnySize("google:gemini-2.5-flash", High, 256, 2048, Official, "the page prints 256 and pan & scan up to about 2048, not how it pans"),
        AtMost("google:gemini-3.5-flash", 1920, 1080, Auto, 1101, Measured, "measured by a third party, with its short prompt; the rule gives the maximum"),
    ];
}
