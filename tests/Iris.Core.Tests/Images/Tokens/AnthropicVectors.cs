using static Iris.Core.Model.ImageDetail;
using static Iris.Core.Tests.Images.Tokens.TokenVector;
using static Iris.Core.Tests.Images.Tokens.VectorOrigin;

namespace Iris.Core.Tests.Images.Tokens;

internal static class AnthropicVectors
{
    public static readonly TokenVector[] All =
    [
        Exact("anthropic:claude-sonnet-4-5", 200, 200, Auto, 64, Official),
        Exact("anthropic:claude-sonnet-4-5", 1000, 1000, Auto, 1296, Official),
        Exact("anthropic:claude-sonnet-4-5", 1092, 1092, Auto, 1521, Official),
        Exact("anthropic:claude-sonnet-4-5", 1920, 1080, Auto, 1560, Official),
        Exact("anthropic:claude-sonnet-4-5", 3840, 2160, Auto, 1560, Official),
        Exact("anthropic:claude-opus-4-7", 1000, 1000, Auto, 1296, Official),
        Exact("anthropic:claude-opus-4-7", 1092, 1092, Auto, 1521, Official),
        Exact("anthropic:claude-opus-4-7", 2000, 1500, Auto, 3888, Official),
        Exact("anthropic:claude-opus-4-7", 3840, 2160, Auto, 4784, Official),
        Exact("anthropic:claude-sonnet-4-5", 28, 28, Auto, 1, Computed),
        Exact("anthropic:claude-opus-4-7", 28, 28, Auto, 1, Computed),
        Exact("anthropic:claude-sonnet-4-5", 29, 28, Auto, 2, Computed),
        Exact("anthropic:claude-opus-4-7", 29, 28, Auto, 2, Computed),
        Exact("anthropic:claude-opus-4-7", 1568, 1568, Auto, 3136, Computed),
        Exact("anthropic:claude-sonnet-4-5", 8000, 8000, Auto, 1521, Computed),
        Exact("anthropic:claude-opus-4-7", 8000, 8000, Auto, 4761, Computed),
        Exact("anthropic:claude-opus-4-7", 4032, 3024, Auto, 4740, Computed),
        Exact("anthropic:claude-sonnet-4-5", 600, 4000, Auto, 504, Computed),
        Exact("anthropic:claude-opus-4-7", 600, 4000, Auto, 1288, Computed),
        Exact("anthropic:claude-3-haiku-20240307", 1000, 1000, Auto, 1334, Computed),
        Exact("anthropic:claude-3-haiku-20240307", 1092, 1092, Auto, 1590, Computed),
    ];
}
