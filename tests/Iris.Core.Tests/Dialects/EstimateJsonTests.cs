using System.Buffers;
using System.Text.Json.Nodes;
using Iris.Core.Dialects;
using Iris.Core.Model;

namespace Iris.Core.Tests.Dialects;

public sealed class EstimateJsonTests
{
    private static readonly ModelEstimate Accepted = new(
        "anthropic/claude-sonnet-4-5", "anthropic:claude-sonnet-4-5", true, null, [ImageReports.Shrunk], 2459, 2470, new NanoDollars(7_410_000));

    [Fact]
    public void Write_AcceptedModel_HasTheAgreedShape()
        => Write(Accepted).ShouldBe(JsonNode.Parse($$"""
            {"object":"estimate","data":[{"model":"anthropic/claude-sonnet-4-5","endpoint":"anthropic:claude-sonnet-4-5","at_hand":true,
              "accepted":true,"reason":null,"images":[{{ImageReports.ShrunkJson}}],
              "image_tokens":2459,"prompt_tokens":2470,"estimated":true,"cost":"0.00741"}]}
            """)!.ToJsonString());

    [Fact]
    public void Write_RefusedModel_SaysWhyAndWhere()
    {
        var refusal = new GatewayError(ErrorReason.ImageTooSmall, "The image is 4×4 px; the model takes 14 px and more.") { Param = "messages[0].images[0]" };
        Write(new ModelEstimate("a/b", null, false, refusal, [], 0, 0, null)).ShouldBe(JsonNode.Parse("""
            {"object":"estimate","data":[{"model":"a/b","endpoint":null,"at_hand":false,
              "accepted":false,"reason":"image_too_small: The image is 4×4 px; the model takes 14 px and more.","param":"messages[0].images[0]",
              "images":[],"image_tokens":0,"prompt_tokens":0,"estimated":false,"cost":null}]}
            """)!.ToJsonString());
    }

    [Fact]
    public void Write_ImageWhoseCountIsEstimated_IsMarked()
    {
        var row = JsonNode.Parse(Write(Accepted with { Images = [ImageReports.Linked], PromptTokens = 2459 }))!["data"]![0]!;
        row["estimated"]!.GetValue<bool>().ShouldBeTrue();
        row["images"]![0]!["estimated"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Write_NoModels_IsAnEmptyList() => Write().ShouldBe("""{"object":"estimate","data":[]}""");

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "0.000000001")]
    [InlineData(4_700_000, "0.0047")]
    [InlineData(1_000_000_000, "1")]
    [InlineData(1_500_000_000, "1.5")]
    [InlineData(long.MaxValue, "9223372036.854775807")]
    public void Dollars_OfAnyAmount_AreExact(long nano, string expected) => EstimateJson.Dollars(new NanoDollars(nano)).ShouldBe(expected);

    private static string Write(params ModelEstimate[] estimates)
    {
        var output = new ArrayBufferWriter<byte>();
        EstimateJson.Write(estimates, output);
        return JsonNode.Parse(output.WrittenSpan)!.ToJsonString();
    }
}
