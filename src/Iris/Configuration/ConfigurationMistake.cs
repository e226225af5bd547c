namespace Iris.Configuration;

/// <summary>One mistake in the configuration.</summary>
/// <param name="KeyPath">For instance <c>providers.openai.base_url</c>, or the name of an environment variable.</param>
/// <param name="Value">As written, <c>${NAME}</c> unresolved; <c>***</c> for a secret; null where no value is at fault.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Line">The line in the file, from 1, or null.</param>
internal sealed record ConfigurationMistake(string KeyPath, string? Value, string Remedy, long? Line = null)
{
    /// <summary>One line for a person.</summary>
    public override string ToString()
    {
        var place = Line is null ? KeyPath : $"{KeyPath} (line {Line})";
        return Value is null ? $"{place}: {Remedy}" : $"{place}: `{Value}`: {Remedy}";
    }
}
