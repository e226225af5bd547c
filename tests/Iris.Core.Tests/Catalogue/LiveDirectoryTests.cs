using Iris.Core.Catalogue;
using Iris.Core.Model;
using Iris.Core.Routing;

namespace Iris.Core.Tests.Catalogue;

public sealed class LiveDirectoryTests
{
    private const int Swaps = 2_000;
    private static readonly string[] Models = [.. Enumerable.Range(0, 12).Select(number => $"test/model-{number}")];

    [Fact]
    public void Swap_Current_IsTheNewOne()
    {
        var (one, other) = (Directory("one"), Directory("other"));
        var live = new LiveDirectory(one);
        live.Current.ShouldBeSameAs(one);
        live.Swap(other);
        live.Current.ShouldBeSameAs(other);
    }

    [Fact]
    public async Task Select_WhileTheCatalogueIsSwapped_NeverSeesHalfOfEither()
    {
        var directories = new[] { Directory("one"), Directory("other") };
        var live = new LiveDirectory(directories[0]);
        var selector = new EndpointSelector(live, new EndpointStates(TimeProvider.System));
        var request = new ChatRequest { Dialect = "chat-completions", FallbackModels = Models, Messages = [], Images = [] };
        using var done = new CancellationTokenSource();
        var requests = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var seen = new HashSet<string>();
            do
            {
                var endpoints = selector.Find(request).Value;
                endpoints.Count.ShouldBe(Models.Length);
                seen.Add(endpoints.Select(endpoint => endpoint.Provider).Distinct().ShouldHaveSingleItem());
            }
            while (!done.IsCancellationRequested);
            return seen;
        }));
        var running = requests.ToList();
        for (var i = 0; i < Swaps; i++)
        {
            live.Swap(directories[i % 2]);
            await Task.Yield();
        }

        await done.CancelAsync();
        var providers = await Task.WhenAll(running);
        providers.SelectMany(seen => seen).ShouldNotBeEmpty();
    }

    private static EndpointDirectory Directory(string provider) => new(
        [.. Models.Select(model => new Endpoint
        {
            Id = Endpoint.IdOf(provider, model),
            Model = new CatalogueModel { Id = new ModelId(model), Name = model, InputModalities = ["text", "image"], OutputModalities = ["text"] },
            Provider = provider,
            UpstreamModel = model,
            ImageLimits = new ImageLimits { Profile = "test", Formats = [ImageFormat.Png] },
        })],
        new Dictionary<string, IReadOnlyList<EndpointId>>(),
        Models[0]);
}
