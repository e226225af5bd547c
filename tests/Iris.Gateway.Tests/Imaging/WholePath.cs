using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Gateway.Tests.Imaging;

/// <summary>What a request does with an image: facts, caps, then a worker.</summary>
internal static class WholePath
{
    public static async Task<Outcome<RewrittenImage>> RewriteAsync(IPixelWorkers workers, byte[] bytes, RewriteTarget target)
    {
        var read = ImageFactsReader.Read(new MemoryByteSource(bytes));
        if (!read.TryGet(out var facts, out var error))
        {
            return error;
        }

        return HardCaps.Default.Check(facts) is { } refusal
            ? refusal
            : await workers.RewriteAsync(new MemoryByteSource(bytes), facts, target, TestContext.Current.CancellationToken);
    }
}
