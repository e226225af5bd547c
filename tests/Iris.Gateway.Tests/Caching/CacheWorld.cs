using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Gateway.Tests.DataFolder;
using Iris.Gateway.Tests.Fetching;
using Iris.Imaging.Caching;
using Iris.Imaging.Fetching;

namespace Iris.Gateway.Tests.Caching;

/// <summary>A cached fetcher with a scripted origin, a clock of its own and a folder of its own.</summary>
internal sealed class CacheWorld : IAsyncDisposable
{
    public const string Url = "https://example.com/a.png?X-Amz-Signature=canary";

    public static readonly KeyId Alice = new("key-alice");

    public static readonly KeyId Bob = new("key-bob");

    private readonly TemporaryFolder _folder = new();
    private readonly BlobCacheOptions _options;

    public CacheWorld(long memoryBytes = 1 << 20, long diskBytes = 1 << 20)
    {
        Origin = new FakeOrigin(Time);
        _options = new BlobCacheOptions { MemoryBytes = memoryBytes, DiskBytes = diskBytes, Folder = _folder.Path };
        Cache = new TieredBlobCache(_options);
        Fetcher = new CachedImageFetcher(Origin, Cache, Time);
    }

    public ManualTime Time { get; } = new();

    public FakeOrigin Origin { get; }

    public string Folder => _folder.Path;

    public TieredBlobCache Cache { get; private set; }

    public CachedImageFetcher Fetcher { get; private set; }

    public IEnumerable<string> Files => Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories) : [];

    /// <summary>Answers each question with this.</summary>
    public void Answers(Func<Validators?, Outcome<FetchAnswer>> answer) => Origin.Script = (_, _, validators, _) => Task.FromResult(answer(validators));

    public ValueTask<Outcome<FetchedImage>> FetchAsync(KeyId? tenant = null, string url = Url, CancellationToken? cancellationToken = null)
        => Fetcher.FetchAsync(url, tenant ?? Alice, cancellationToken ?? TestContext.Current.CancellationToken);

    /// <summary>Fetches and gives the memory back.</summary>
    public async Task<byte[]> BytesAsync(KeyId? tenant = null, string url = Url)
    {
        using var image = (await FetchAsync(tenant, url)).Value;
        return image.Bytes.ToArray();
    }

    /// <summary>Ends the cache, which writes out what waits, and opens it again over the same files.</summary>
    public async Task RestartAsync()
    {
        await Cache.DisposeAsync();
        Cache = new TieredBlobCache(_options);
        Fetcher = new CachedImageFetcher(Origin, Cache, Time);
    }

    public async ValueTask DisposeAsync()
    {
        await Cache.DisposeAsync();
        _folder.Dispose();
    }
}
