namespace Iris.Core.Model;

/// <summary>Names an API key without telling it: safe to store, log and show.</summary>
/// <param name="Value">An opaque name, unique in one data folder.</param>
public readonly record struct KeyId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
