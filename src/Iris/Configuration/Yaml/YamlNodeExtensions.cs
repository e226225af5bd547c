using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Iris.Configuration.Yaml;

/// <summary>What YAML itself says about a node.</summary>
internal static class YamlNodeExtensions
{
    /// <summary>True for a key without a value, <c>~</c> and <c>null</c>, none of them in quotes.</summary>
    public static bool IsNull(this YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };
}
