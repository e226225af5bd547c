using System.Diagnostics.CodeAnalysis;

namespace Iris.Configuration;

/// <summary>The options, or every mistake.</summary>
internal sealed record ConfigurationResult
{
    /// <summary>Null when there is any mistake.</summary>
    public IrisOptions? Options { get; init; }

    /// <summary>Empty on success; else all, in the order of the file.</summary>
    public required IReadOnlyList<ConfigurationMistake> Mistakes { get; init; }

    /// <summary>True when the options can be used.</summary>
    [MemberNotNullWhen(true, nameof(Options))]
    public bool Succeeded => Options is not null;
}
