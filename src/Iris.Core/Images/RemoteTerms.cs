using Iris.Core.Model;

namespace Iris.Core.Images;

/// <summary>Under which terms the URLs of one request are treated.</summary>
/// <param name="Tenant">Whose key asks; see <see cref="IImageFetcher.FetchAsync"/>.</param>
/// <param name="Remote">Whether URLs are downloaded, or only judged and handed on.</param>
/// <param name="Admit">Asked for room for downloaded bytes, which stay in memory as long as the request; false refuses the request. Called by one thread at a time.</param>
public sealed record RemoteTerms(KeyId Tenant, RemoteImages Remote, Func<long, bool> Admit);
