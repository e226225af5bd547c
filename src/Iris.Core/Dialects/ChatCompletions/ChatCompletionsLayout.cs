using Iris.Core.Model;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>Where the members of a chat completion request stand in its body.</summary>
/// <param name="Members">The top-level members in order.</param>
/// <param name="ImageParts">One for each image of the request, in order.</param>
/// <param name="MessageImages">Messages that carry Ollama's message-level <c>images</c>.</param>
internal sealed record ChatCompletionsLayout(
    IReadOnlyList<TopLevelMember> Members,
    IReadOnlyList<ImagePartLayout> ImageParts,
    IReadOnlyList<MessageImagesLayout> MessageImages) : IWireLayout;

/// <summary>One member of the request object.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Range">From the key's opening quote to the end of the value.</param>
/// <param name="Value">The value alone.</param>
internal readonly record struct TopLevelMember(string Name, BodyRange Range, BodyRange Value);

/// <summary>What must be known of an image part to write it anew.</summary>
/// <param name="Extras">Members that Iris does not know (<c>cache_control</c> for instance), kept as they are.</param>
/// <param name="Detail">The value of <c>image_url.detail</c>, or null when there is none.</param>
/// <param name="MessageImages">Index into <see cref="ChatCompletionsLayout.MessageImages"/>, or -1 for an ordinary content part.</param>
internal sealed record ImagePartLayout(IReadOnlyList<BodyRange> Extras, BodyRange? Detail = null, int MessageImages = -1);

/// <summary>A message whose images stand beside its content.</summary>
/// <param name="Message">Index of the message.</param>
/// <param name="Drop">The <c>images</c> member with one comma.</param>
/// <param name="Content">The value of <c>content</c>, or null when there is none.</param>
/// <param name="ContentIsArray">True when the content is an array of parts.</param>
/// <param name="ContentIsEmpty">True when the content is an empty array or null.</param>
/// <param name="InsertAt">Where a <c>content</c> member can be put: right after the message's opening brace.</param>
internal sealed record MessageImagesLayout(
    int Message,
    BodyRange Drop,
    BodyRange? Content,
    bool ContentIsArray,
    bool ContentIsEmpty,
    long InsertAt);
