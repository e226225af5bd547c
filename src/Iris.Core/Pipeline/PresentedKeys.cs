namespace Iris.Core.Pipeline;

/// <summary>The credentials of one request.</summary>
/// <param name="Key">The key in UTF-8, or empty when there is none.</param>
/// <param name="AreConflicting">True when two different credentials were sent.</param>
public readonly record struct PresentedKeys(ReadOnlyMemory<byte> Key, bool AreConflicting);
