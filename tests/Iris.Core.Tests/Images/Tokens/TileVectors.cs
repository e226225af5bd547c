using static Iris.Core.Model.ImageDetail;
using static Iris.Core.Tests.Images.Tokens.TokenVector;
using static Iris.Core.Tests.Images.Tokens.VectorOrigin;

namespace Iris.Core.Tests.Images.Tokens;

internal static class TileVectors
{
    public static readonly TokenVector[] All =
    [
        Exact("cohere:command-a-vision-07-2025", 10000, 20000, High, 2304, Official),
        Exact("cohere:command-a-vision-07-2025", 1000, 1000, Low, 256, Official),
        Exact("cohere:command-a-vision-07-2025", 768, 768, Auto, 256, Computed),
        Exact("cohere:command-a-vision-07-2025", 769, 500, Auto, 768, Computed),
        Exact("cohere:command-a-vision-07-2025", 1024, 1024, Auto, 1280, Computed),
        Exact("llama-3.2 billed by sides", 500, 500, Auto, 1601, Official),
        Exact("llama-3.2 billed by sides", 500, 800, Auto, 3202, Official),
        Exact("nvidia:meta/llama-3.2-90b-vision-instruct", 560, 560, Auto, 1601, Computed),
        Exact("nvidia:meta/llama-3.2-90b-vision-instruct", 1120, 560, Auto, 3202, Computed),
        Exact("nvidia:meta/llama-3.2-90b-vision-instruct", 1920, 1080, Auto, 6404, Computed),
        Exact("nvidia:meta/llama-3.2-90b-vision-instruct", 400, 1600, Auto, 4803, Computed),
        Exact("groq:meta-llama/llama-4-scout-17b-16e-instruct", 336, 336, Auto, 147, Official),
        Exact("groq:meta-llama/llama-4-scout-17b-16e-instruct", 600, 600, Auto, 727, Official, "the page shows 2 x 2 tiles and no size: this one has them"),
        Exact("groq:meta-llama/llama-4-scout-17b-16e-instruct", 337, 337, Auto, 727, Computed),
        Exact("groq:meta-llama/llama-4-scout-17b-16e-instruct", 672, 672, Auto, 727, Computed),
        Exact("groq:meta-llama/llama-4-scout-17b-16e-instruct", 1024, 1024, Auto, 2467, Computed),
        Exact("groq:meta-llama/llama-4-scout-17b-16e-instruct", 1920, 1080, Auto, 2322, Computed),
        Exact("groq:meta-llama/llama-4-scout-17b-16e-instruct", 4032, 3024, Auto, 1887, Computed),
        Exact("ollama:gemma3", 896, 896, Auto, 256, Official),
        Exact("ollama:gemma3", 1920, 1080, Auto, 256, Official),
        Exact("gemma3 with pan and scan", 896, 896, Auto, 256, Computed),
        Exact("gemma3 with pan and scan", 1920, 1080, Auto, 768, Computed),
        Exact("gemma3 with pan and scan", 3000, 1000, Auto, 1024, Computed),
        Exact("gemma3 with pan and scan", 512, 600, Auto, 256, Computed),
        Exact("internvl", 448, 448, Auto, 256, Computed),
        Exact("internvl", 896, 448, Auto, 768, Computed),
        Exact("internvl", 1024, 1024, Auto, 2560, Computed),
        Exact("nvidia:microsoft/phi-4-multimodal-instruct", 448, 448, Auto, 545, Computed),
        Exact("nvidia:microsoft/phi-4-multimodal-instruct", 1024, 1024, Auto, 2625, Computed),
        Exact("nvidia:microsoft/phi-4-multimodal-instruct", 4032, 3024, Auto, 3393, Computed),
        Exact("phi-3.5-vision", 336, 336, Auto, 2509, Computed),
        AnySize("deepseek-ocr small", Auto, 100, 100, Official, "any size"),
        Exact("deepseek-ocr gundam", 1920, 1080, Auto, 483, Computed),
        Exact("deepseek-vl2", 384, 384, Auto, 421, Computed),
        Exact("deepseek-vl2", 1920, 1080, Auto, 1807, Computed),
        Exact("deepseek-vl2", 1240, 1754, Auto, 2017, Computed),
    ];
}
