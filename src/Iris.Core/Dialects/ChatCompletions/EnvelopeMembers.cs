using System.Text.Json;

namespace Iris.Core.Dialects.ChatCompletions;

/// <summary>The top-level members of an answer that Iris writes itself; all others pass on from the provider.</summary>
internal static class EnvelopeMembers
{
    /// <summary>True when the property that the reader stands at is one of them.</summary>
    public static bool AreOurs(ref Utf8JsonReader reader)
        => reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("object"u8) || reader.ValueTextEquals("created"u8)
            || reader.ValueTextEquals("model"u8) || reader.ValueTextEquals("provider"u8) || reader.ValueTextEquals("usage"u8)
            || reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("system_fingerprint"u8)
            || reader.ValueTextEquals("iris"u8);
}
