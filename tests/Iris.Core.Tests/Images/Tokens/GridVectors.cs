using static Iris.Core.Model.ImageDetail;
using static Iris.Core.Tests.Images.Tokens.TokenVector;
using static Iris.Core.Tests.Images.Tokens.VectorOrigin;

namespace Iris.Core.Tests.Images.Tokens;

internal static class GridVectors
{
    public static readonly TokenVector[] All =
    [
        Exact("mistral:mistral-large-2512", 1540, 1540, Auto, 3080, Computed),
        Exact("mistral:mistral-large-2512", 1920, 1080, Auto, 1736, Computed),
        Exact("mistral:mistral-large-2512", 3000, 1000, Auto, 1064, Computed),
        Exact("mistral:pixtral-12b", 1920, 1080, Auto, 2340, Computed),
        Exact("mistral:pixtral-12b", 3000, 1000, Auto, 1430, Computed),
        Exact("dashscope:qwen-vl-max", 28, 28, Auto, 6, Computed),
        Exact("dashscope:qwen-vl-max", 1024, 1024, Auto, 1227, Computed),
        Exact("dashscope:qwen-vl-max", 1920, 1080, Auto, 1224, Computed),
        Exact("dashscope:qwen-vl-max", 4032, 3024, Auto, 1232, Computed),
        Exact("qwen2.5-vl, high resolution asked for", 640, 480, Auto, 393, Computed),
        Exact("qwen2.5-vl, high resolution asked for", 1024, 1024, Auto, 1371, Computed),
        Exact("qwen2.5-vl, high resolution asked for", 1920, 1080, Auto, 2693, Computed),
        Exact("qwen2.5-vl, high resolution asked for", 4032, 3024, Auto, 15554, Computed),
        Exact("dashscope:qwen3-vl-plus", 640, 480, Auto, 302, Computed),
        Exact("dashscope:qwen3-vl-plus", 1920, 1080, Auto, 2042, Computed),
        Exact("openrouter:qwen/qwen3-vl-235b-a22b-instruct", 28, 28, Auto, 66, Computed),
        Exact("openrouter:qwen/qwen3-vl-235b-a22b-instruct", 640, 480, Auto, 302, Computed),
        Exact("openrouter:qwen/qwen3-vl-235b-a22b-instruct", 1024, 1024, Auto, 1026, Computed),
        Exact("openrouter:qwen/qwen3-vl-235b-a22b-instruct", 1920, 1080, Auto, 2042, Computed),
        Exact("openrouter:qwen/qwen3-vl-235b-a22b-instruct", 4032, 3024, Auto, 11846, Computed),
        Exact("kimi-k3", 256, 256, Auto, 100, Computed),
        Exact("moonshot:kimi-k2.6", 1024, 1024, Auto, 1369, Computed),
        Exact("moonshot:kimi-k2.6", 1920, 1080, Auto, 2691, Computed),
        Exact("kimi-k3", 1920, 1080, Auto, 2691, Computed),
        Exact("moonshot:kimi-k2.6", 4032, 3024, Auto, 4144, Computed),
        Exact("kimi-k3", 4032, 3024, Auto, 15552, Computed),
        Exact("zhipu:glm-4.6v", 256, 256, Auto, 81, Computed),
        Exact("zhipu:glm-4.6v", 1024, 1024, Auto, 1369, Computed),
        Exact("zhipu:glm-4.6v", 1920, 1080, Auto, 2691, Computed),
    ];
}
