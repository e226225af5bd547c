using Iris.Core.Accounting;
using Iris.Core.Images;
using Iris.Core.Providers;

namespace Iris.Hosting;

/// <summary>What the nine steps reach outside of themselves.</summary>
/// <param name="Providers">Where requests go.</param>
/// <param name="Fetcher">Downloads images.</param>
/// <param name="Workers">Decode pixels.</param>
/// <param name="Ledger">Keeps what was spent.</param>
internal sealed record GatewayOutside(IEnumerable<IProvider> Providers, IImageFetcher Fetcher, IPixelWorkers Workers, IRequestLedger Ledger);
