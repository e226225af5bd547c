using System.Text.Json.Serialization;

namespace Iris.Commands;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(EstimateAnswer))]
[JsonSerializable(typeof(ModelsAnswer))]
internal sealed partial class CommandJson : JsonSerializerContext;
