using Iris.Core.Images;
using Iris.Core.Model;

namespace Iris.Configuration;

/// <summary>What the operator decided, checked and complete. Immutable.</summary>
internal sealed record IrisOptions
{
    /// <summary>Where the gateway listens.</summary>
    public ListenOptions Listen { get; init; } = ListenOptions.Default;

    /// <summary>The model of requests without one; null: the first that sees images.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>Providers by name, in the order of the file.</summary>
    public IReadOnlyDictionary<string, ProviderOptions> Providers { get; init; } = new OrderedDictionary<string, ProviderOptions>();

    /// <summary>The operator's own model names: each a list of <c>provider/upstream-model</c> or model names, in the order to be tried.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Models { get; init; } = new OrderedDictionary<string, IReadOnlyList<string>>();

    /// <summary>What happens to images.</summary>
    public ImagesOptions Images { get; init; } = new();

    /// <summary>What counts for the images of one key before <see cref="ImagesOptions.Preferences"/>, by the key's id or <c>default</c> for the key of the data folder's file.</summary>
    public IReadOnlyDictionary<string, ImagePreferences> KeyImages { get; init; } = new OrderedDictionary<string, ImagePreferences>();

    /// <summary>How much is taken at once and how long is waited.</summary>
    public required LimitsOptions Limits { get; init; }

    /// <summary>Where the ledger lies.</summary>
    public StorageOptions Storage { get; init; } = new();

    /// <summary>What happens to image URLs at a provider: its own word, else the one for all.</summary>
    public RemoteImages RemoteImagesAt(string provider)
        => (Providers.TryGetValue(provider, out var own) ? own.RemoteImages : null) ?? Images.Remote;
}
