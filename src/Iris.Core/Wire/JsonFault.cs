namespace Iris.Core.Wire;

/// <summary>What is wrong with a body as JSON.</summary>
public enum JsonFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Not well-formed, or not an object.</summary>
    Malformed,

    /// <summary>Not UTF-8.</summary>
    NotUtf8,

    /// <summary>An object names a key twice.</summary>
    DuplicateKey,

    /// <summary>Deeper than 64 levels, or more than 100 000 members.</summary>
    TooDeep,
}
