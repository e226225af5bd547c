using System.Security.Cryptography;
using Iris.Core.Model;
using Iris.Imaging.Fetching;

namespace Iris.Imaging.Caching;

/// <summary>Downloaded images by key and URL, their bytes by key and content: two URLs of one key with the same bytes keep them once, two keys share nothing.</summary>
/// <param name="cache">Where blobs lie.</param>
/// <param name="variant">Changes when the same URL may be answered or judged otherwise.</param>
internal sealed class AnswerStore(TieredBlobCache cache, string variant)
{
    /// <summary>False when nothing is ever kept.</summary>
    public bool Keeps => cache.Keeps;

    /// <summary>The bytes, when they lie in memory and nobody has to be asked; else null.</summary>
    public byte[]? PeekFresh(KeyId tenant, string url, DateTimeOffset now)
        => cache.Peek(UrlKey(tenant, url)) is { } entry && KeptAnswer.Read(entry) is { } kept && kept.IsFresh(now)
            ? cache.Peek(ContentKey(tenant, kept.Content)) : null;

    /// <summary>What is kept of a URL, with its bytes; null when either is not there.</summary>
    public async ValueTask<(KeptAnswer Answer, byte[] Bytes)?> FindAsync(KeyId tenant, string url, CancellationToken cancellationToken)
    {
        var entry = await cache.GetAsync(UrlKey(tenant, url), cancellationToken);
        if (entry is null || KeptAnswer.Read(entry) is not { } kept)
        {
            return null;
        }

        var bytes = await cache.GetAsync(ContentKey(tenant, kept.Content), cancellationToken);
        return bytes is null ? null : (kept, bytes);
    }

    /// <summary>Keeps an answer.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="url">As the caller wrote it.</param>
    /// <param name="bytes">Handed over: nobody changes them any more.</param>
    /// <param name="policy">Worth keeping.</param>
    public void Keep(KeyId tenant, string url, byte[] bytes, KeepPolicy policy)
    {
        var content = Convert.ToHexStringLower(SHA256.HashData(bytes));
        cache.Add(ContentKey(tenant, content), bytes);
        cache.Set(UrlKey(tenant, url), new KeptAnswer(content, policy.ReceivedAt, policy.FreshFor, policy.Validators).ToBytes());
    }

    /// <summary>Notes that the origin has vouched for what is kept.</summary>
    public void Renew(KeyId tenant, string url, KeptAnswer kept, KeepPolicy policy)
    {
        if (policy.MayStore)
        {
            cache.Set(UrlKey(tenant, url), kept.Renewed(policy).ToBytes());
        }
        else
        {
            Forget(tenant, url);
        }
    }

    /// <summary>Forgets a URL. The bytes, which another URL may have too, leave when they are the longest unused.</summary>
    public void Forget(KeyId tenant, string url) => cache.Remove(UrlKey(tenant, url));

    private BlobKey UrlKey(KeyId tenant, string url) => BlobKey.Of("url", tenant.Value, variant, url);

    private static BlobKey ContentKey(KeyId tenant, string content) => BlobKey.Of("content", tenant.Value, content);
}
