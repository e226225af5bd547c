namespace Iris.Core.Model;

/// <summary>One model at one provider: <c>provider:upstream-model</c>.</summary>
/// <param name="Value">The name that logs, attempts and metrics carry.</param>
public readonly record struct EndpointId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
