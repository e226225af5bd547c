using Iris.Configuration;
using Iris.Core.Catalogue;
using Iris.Core.Images;
using Iris.Core.Providers.Profiles;
using Iris.Discovery.Probes;
using Endpoint = Iris.Core.Catalogue.Endpoint;

namespace Iris.Discovery;

/// <summary>Finds out at start which providers there are: configured ones, keys of the environment, servers on this machine.</summary>
/// <remarks>Never fails: whoever does not answer in time is not there. Safe for concurrent use.</remarks>
internal sealed class ProviderDiscovery
{
    /// <summary>The model of requests without one when nobody else sees.</summary>
    public const string EmbeddedModel = "iris/local-vision";

    private readonly ProviderPlanner _planner;
    private readonly ServerProbe _probe;

    /// <summary>Creates it with everything that a test may want to replace.</summary>
    /// <param name="http">Sends the questions; usually from <see cref="CreateHttp"/>. The caller disposes it.</param>
    /// <param name="localServers">Base addresses (with <c>/v1/</c>) to try, by profile name; usually <see cref="UsualServers"/>.</param>
    /// <param name="deadline">For all questions to one server together; usually one second.</param>
    /// <param name="time">The clock behind the deadline.</param>
    public ProviderDiscovery(HttpMessageInvoker http, IReadOnlyDictionary<string, Uri> localServers, TimeSpan deadline, TimeProvider time)
    {
        _planner = new ProviderPlanner(localServers);
        _probe = new ServerProbe(http, deadline, time);
    }

    /// <summary>How long a server has for all questions together.</summary>
    public static TimeSpan UsualDeadline { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The loopback addresses where local servers usually are.</summary>
    public static IReadOnlyDictionary<string, Uri> UsualServers { get; } = ProviderProfiles.All
        .Where(profile => profile.LocalBaseUrl is not null)
        .ToDictionary(profile => profile.Name, profile => profile.LocalBaseUrl!);

    /// <summary>A client that connects within 300 ms, follows no redirect and uses no proxy.</summary>
    public static HttpMessageInvoker CreateHttp() => new(
        new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(300), AllowAutoRedirect = false, UseProxy = false, UseCookies = false },
        disposeHandler: true);

    /// <summary>Finds them.</summary>
    /// <param name="options">The checked configuration.</param>
    /// <param name="catalogue">What is known of models and vendors.</param>
    /// <param name="environment">Looks an environment variable up.</param>
    /// <param name="embedded">Endpoints in this process; they come last.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public async Task<DiscoveryResult> DiscoverAsync(
        IrisOptions options,
        ModelCatalogue catalogue,
        Func<string, string?> environment,
        IReadOnlyList<Endpoint> embedded,
        CancellationToken cancellationToken)
    {
        var troubles = new List<string>();
        var factory = new EndpointFactory(catalogue);
        var plans = _planner.Plan(options, environment, troubles);
        var findings = (await Task.WhenAll(plans.Select(plan => FindAsync(plan, factory, cancellationToken)))).Where(finding => finding.IsThere).ToList();
        return Assemble(options, catalogue, findings, embedded, troubles);
    }

    /// <summary>Lists the models of the same providers anew, with another catalogue. A server that does not answer keeps the models that it named last.</summary>
    /// <param name="earlier">What was found before.</param>
    /// <param name="options">The same configuration.</param>
    /// <param name="catalogue">What is known now.</param>
    /// <param name="embedded">Endpoints in this process; they come last.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DiscoveryResult> RelistAsync(
        DiscoveryResult earlier,
        IrisOptions options,
        ModelCatalogue catalogue,
        IReadOnlyList<Endpoint> embedded,
        CancellationToken cancellationToken)
    {
        var factory = new EndpointFactory(catalogue);
        var findings = await Task.WhenAll(earlier.Findings.Select(async finding =>
        {
            var now = await FindAsync(finding.Plan, factory, cancellationToken);
            return now.Answered || finding.Models is null ? now : Asked(finding.Plan, finding.Models, factory);
        }));
        return Assemble(options, catalogue, findings, embedded, []);
    }

    private async Task<ProviderFinding> FindAsync(ProviderPlan plan, EndpointFactory factory, CancellationToken cancellationToken)
    {
        if (!plan.MustBeAsked)
        {
            var endpoints = plan.Models is { } models ? models.Select(model => factory.Named(plan.Connection, model)) : factory.Listed(plan.Connection);
            return new ProviderFinding(plan, Answered: true, null, [.. endpoints.DistinctBy(endpoint => endpoint.Id)]);
        }

        return Asked(plan, await _probe.AskAsync(plan.Connection, cancellationToken), factory);
    }

    private static ProviderFinding Asked(ProviderPlan plan, IReadOnlyList<FoundModel>? found, EndpointFactory factory) => new(
        plan,
        Answered: found is not null,
        found,
        [.. (found ?? []).Select(model => factory.Found(plan.Connection, model)).DistinctBy(endpoint => endpoint.Id)]);

    private static DiscoveryResult Assemble(
        IrisOptions options,
        ModelCatalogue catalogue,
        IReadOnlyList<ProviderFinding> findings,
        IReadOnlyList<Endpoint> embedded,
        IReadOnlyList<string> troubles)
    {
        var lines = findings.Select(finding => finding.Line).Concat(troubles).ToList();
        var resolver = new AliasResolver([.. findings.Select(finding => finding.Plan.Connection)], new EndpointFactory(catalogue));
        resolver.Resolve(options.Models, [.. findings.SelectMany(finding => finding.Endpoints), .. embedded], lines);
        return new DiscoveryResult
        {
            Findings = findings,
            Directory = BuildDirectory(options, catalogue, resolver, lines),
            Lines = lines,
        };
    }

    private static EndpointDirectory BuildDirectory(IrisOptions options, ModelCatalogue catalogue, AliasResolver resolver, List<string> lines)
    {
        var common = options.Images.LimitsProfile is { } profile ? catalogue.Limits(profile) : null;
        IReadOnlyList<Endpoint> endpoints =
        [
            .. resolver.Endpoints.Select(endpoint => endpoint with
            {
                ImageLimits = endpoint.ImageLimits.Within(common),
                PassesUrls = endpoint.ImageLimits.FetchesUrls && options.RemoteImagesAt(endpoint.Provider) == RemoteImages.Pass,
            }),
        ];
        var defaultModel = options.DefaultModel
            ?? endpoints.FirstOrDefault(endpoint => endpoint.Model.SeesImages)?.Model.Id.Value
            ?? EmbeddedModel;
        var directory = new EndpointDirectory(endpoints, resolver.Aliases, defaultModel)
        {
            Catalogue = catalogue,
            CommonLimits = common,
        };
        if (directory.Find(defaultModel).Count == 0)
        {
            lines.Add($"default_model: `{defaultModel}` is at none of the providers, so requests must name a model");
        }

        return directory;
    }
}
