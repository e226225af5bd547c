using Iris.Core.Model;

namespace Iris.Core.Accounting;

/// <summary>Knows which API keys are valid. Safe for concurrent use.</summary>
public interface IKeyRing
{
    /// <summary>Looks a presented key up.</summary>
    /// <param name="presentedKey">The key's bytes as they came; never kept.</param>
    /// <param name="key">The key's name when it is known.</param>
    bool TryFind(ReadOnlySpan<byte> presentedKey, out KeyId key);
}
