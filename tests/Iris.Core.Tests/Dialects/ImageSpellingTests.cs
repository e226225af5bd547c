using Iris.Core.Model;

namespace Iris.Core.Tests.Dialects;

/// <summary>Each spelling in which an image really arrives, row by row (wire-level facts, sections 5.1 to 5.3).</summary>
public sealed class ImageSpellingTests
{
    public static TheoryData<string, string, string> Spellings => new()
    {
        // What mainstream clients put on the wire.
        { """{"type":"image_url","image_url":{"url":"U"}}""", "image_url.url", "openai, @openrouter/sdk, AI SDK" },
        { """{"type":"image_url","image_url":{"url":"U","detail":"high"}}""", "image_url.url", "with detail" },
        { """{"type":"image_url","image_url":"U"}""", "image_url", "Mistral, Ollama documentation" },
        { """{"type":"image_url","image_url":{"uri":"U"}}""", "image_url.uri", "uri for url" },
        { """{"type":"image_url","image_url":{"data":"U"}}""", "image_url.data", "data for url" },
        { """{"type":"input_image","image_url":"U"}""", "image_url", "openai Responses, LangChain" },
        { """{"type":"input_image","image_url":{"url":"U"}}""", "image_url.url", "Responses as object" },
        { """{"type":"image","data":"U","mimeType":"image/png"}""", "data", "LangChain, MCP" },
        { """{"type":"image","data":"U","mime_type":"image/png"}""", "data", "snake case" },
        { """{"type":"image","data":"U","media_type":"image/png"}""", "data", "media_type" },
        { """{"type":"image","url":"U"}""", "url", "LangChain" },
        { """{"type":"image","source":{"type":"base64","media_type":"image/png","data":"U"}}""", "source.data", "Anthropic base64" },
        { """{"type":"image","source":{"type":"url","url":"U"}}""", "source.url", "Anthropic url" },
        { """{"type":"file","file":{"file_data":"data:image/png;base64,U","filename":"image-1.png"}}""", "file.file_data", "LlamaIndex" },
        { """{"type":"image_url","image_url":{"url":"U"},"cache_control":{"type":"ephemeral"}}""", "image_url.url", "@openrouter/ai-sdk-provider" },

        // Documented or observed elsewhere.
        { """{"type":"image","image":"U"}""", "image", "io.net" },
        { """{"type":"image","image":{"url":"U"}}""", "image.url", "image as object" },
        { """{"type":"image_url","imageUrl":{"url":"U"}}""", "imageUrl.url", "camel case object" },
        { """{"type":"image_url","imageUrl":"U"}""", "imageUrl", "camel case string" },
        { """{"image_url":"U"}""", "image_url", "no type, vLLM" },
        { """{"image_url":{"url":"U"}}""", "image_url.url", "no type, object" },
        { """{"imageUrl":{"url":"U"}}""", "imageUrl.url", "no type, camel case" },
        { """{"type":"image_url","image_url":{"url":"U","mime_type":"image/png"}}""", "image_url.url", "new-api" },
        { """{"type":"image_url","image_url":{"url":"U","format":"image/png"}}""", "image_url.url", "LiteLLM" },
        { """{"type":"input_file","file_data":"data:image/jpeg;base64,U","filename":"x"}""", "file_data", "Responses file that is an image" },
        { """{"type":"file","file":{"file_data":"/9j/4AAQU","filename":"x"}}""", "file.file_data", "file told by its first bytes" },
        { """{"type":"file","file":{"file_data":"U","filename":"photo.JPG"}}""", "file.file_data", "file told by its name" },
        { """{"type":"input_file","file_url":"https://x.example/a.webp?sig=1"}""", "file_url", "file URL told by its path" },
    };

    public static TheoryData<string, string> FileIds => new()
    {
        { """{"type":"input_image","file_id":"file-1"}""", "file_id" },
        { """{"type":"image","source":{"type":"file","file_id":"file-1"}}""", "source.file_id" },
        { """{"type":"image_file","image_file":{"file_id":"file-1","detail":"low"}}""", "image_file.file_id" },
        { """{"type":"file","file":{"file_id":"file-1","filename":"a.png"}}""", "file.file_id" },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Read_Spelling_IsAnImage(string part, string path, string who)
    {
        foreach (var role in (string[])["user", "assistant", "tool"])
        {
            var (json, outcome) = ChatRequests.ReadPart(part, role);
            var image = outcome.Value.Images.ShouldHaveSingleItem(who);
            image.SourcePath.ShouldBe(path);
            image.Path.ShouldBe($"messages[0].content[1].{path}");
            image.IsFileId.ShouldBeFalse();
            ChatRequests.Text(json, image.Source).ShouldEndWith(path == "file_url" ? "sig=1" : "U");
            json.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(FileIds))]
    public void Read_FileId_IsAnImageByName(string part, string path)
    {
        var (json, outcome) = ChatRequests.ReadPart(part);
        var image = outcome.Value.Images.ShouldHaveSingleItem();
        image.SourcePath.ShouldBe(path);
        image.IsFileId.ShouldBeTrue();
        ChatRequests.Text(json, image.Source).ShouldBe("file-1");
        json.Dispose();
    }

    [Fact]
    public void Read_MessageLevelImages_FollowTheText()
    {
        var (json, outcome) = ChatRequests.Read("""{"messages":[{"role":"user","content":"hi","images":["A","B"]}]}""");
        outcome.Value.Images.Select(image => image.Path).ShouldBe(["messages[0].images[0]", "messages[0].images[1]"]);
        outcome.Value.Messages[0].Blocks[0].ShouldBeOfType<TextBlock>();
        json.Dispose();
    }

    [Theory]
    [InlineData("""{"type":"file","file":{"file_data":"data:application/pdf;base64,JVBERi0","filename":"a.pdf"}}""", "file")]
    [InlineData("""{"type":"file","file":{"file_id":"file-1"}}""", "file")]
    [InlineData("""{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}""", "input_audio")]
    [InlineData("""{"type":"video_url","video_url":"https://x.example/v.mp4"}""", "video_url")]
    public void Read_OtherParts_StayOpaque(string part, string type)
    {
        var (json, outcome) = ChatRequests.ReadPart(part);
        outcome.Value.Images.ShouldBeEmpty();
        outcome.Value.Messages[0].Blocks[1].ShouldBeOfType<OpaqueBlock>().Type.ShouldBe(type);
        json.Dispose();
    }

    [Theory]
    [InlineData("""{"type":"image_url"}""", "messages[0].content[1].image_url.url", ErrorReason.InvalidRequest)]
    [InlineData("""{"type":"image_url","image_url":{}}""", "messages[0].content[1].image_url.url", ErrorReason.InvalidRequest)]
    [InlineData("""{"type":"image_url","image_url":7}""", "messages[0].content[1].image_url.url", ErrorReason.InvalidRequest)]
    [InlineData("""{"type":"image"}""", "messages[0].content[1].image", ErrorReason.InvalidRequest)]
    [InlineData("""{"type":"image_embeds","image_embeds":"x"}""", "messages[0].content[1].type", ErrorReason.UnsupportedPart)]
    [InlineData("""{"hello":1}""", "messages[0].content[1].type", ErrorReason.InvalidRequest)]
    [InlineData("7", "messages[0].content[1]", ErrorReason.InvalidRequest)]
    public void Read_PartWithoutImage_IsRefusedByPath(string part, string path, string reason)
    {
        var (json, outcome) = ChatRequests.ReadPart(part);
        outcome.Error.ShouldNotBeNull();
        outcome.Error.Param.ShouldBe(path);
        outcome.Error.Reason.ShouldBe(reason);
        json.Dispose();
    }

    [Theory]
    [InlineData("low", ImageDetail.Low, true)]
    [InlineData("HIGH", ImageDetail.High, true)]
    [InlineData("original", ImageDetail.Original, true)]
    [InlineData("auto", ImageDetail.Auto, true)]
    [InlineData("", ImageDetail.Auto, false)]
    [InlineData("medium", ImageDetail.Auto, false)]
    public void Read_Detail_IsKnownOrBecomesAuto(string word, ImageDetail expected, bool canonical)
    {
        var (json, outcome) = ChatRequests.ReadPart($$$"""{"type":"image_url","image_url":{"url":"U","detail":"{{{word}}}"}}""");
        outcome.Value.Images[0].Detail.ShouldBe(expected);
        outcome.Value.Images[0].IsCanonical.ShouldBe(canonical);
        json.Dispose();
    }

    [Theory]
    [InlineData("""{"model":"m"}""", "messages")]
    [InlineData("""{"messages":[]}""", "messages")]
    [InlineData("""{"messages":{}}""", "messages")]
    [InlineData("""{"messages":[7]}""", "messages[0]")]
    [InlineData("""{"messages":[{"content":"x"}]}""", "messages[0].role")]
    [InlineData("""{"messages":[{"role":"user","content":7}]}""", "messages[0].content")]
    [InlineData("""{"messages":[{"role":"user","content":"x","images":[7]}]}""", "messages[0].images[0]")]
    [InlineData("""{"model":7,"messages":[{"role":"user","content":"x"}]}""", "model")]
    [InlineData("""{"models":"x","messages":[{"role":"user","content":"x"}]}""", "models")]
    [InlineData("""{"stream":"yes","messages":[{"role":"user","content":"x"}]}""", "stream")]
    [InlineData("""{"max_tokens":0,"messages":[{"role":"user","content":"x"}]}""", "max_tokens")]
    [InlineData("""{"max_tokens":-1,"messages":[{"role":"user","content":"x"}]}""", "max_tokens")]
    [InlineData("""{"max_tokens":4294967295,"messages":[{"role":"user","content":"x"}]}""", "max_tokens")]
    [InlineData("""{"max_tokens":1e400,"messages":[{"role":"user","content":"x"}]}""", "max_tokens")]
    [InlineData("""{"max_tokens":"1","messages":[{"role":"user","content":"x"}]}""", "max_tokens")]
    [InlineData("""{"max_completion_tokens":9223372036854775808,"messages":[{"role":"user","content":"x"}]}""", "max_completion_tokens")]
    [InlineData("""{"n":18446744073686646784,"messages":[{"role":"user","content":"x"}]}""", "n")]
    public void Read_FieldOutOfRange_IsRefusedByName(string request, string param)
    {
        var (json, outcome) = ChatRequests.Read(request);
        outcome.Error.ShouldNotBeNull();
        outcome.Error.Param.ShouldBe(param);
        outcome.Error.Row.Status.ShouldBe(400);
        json.Dispose();
    }
}
