using Endpoint = Iris.Core.Catalogue.Endpoint;

namespace Iris.Discovery;

/// <summary>What became of a plan.</summary>
/// <param name="Plan">The provider.</param>
/// <param name="Answered">False when it was asked for its models and nobody answered.</param>
/// <param name="Models">What it said it has, or null when it was not asked or did not answer.</param>
/// <param name="Endpoints">Its endpoints.</param>
internal sealed record ProviderFinding(ProviderPlan Plan, bool Answered, IReadOnlyList<FoundModel>? Models, IReadOnlyList<Endpoint> Endpoints)
{
    private const int MostNamed = 3;

    /// <summary>True when it is there, or the operator says so.</summary>
    public bool IsThere => Answered || Plan.Origin == ProviderOrigin.Configuration;

    /// <summary>One line for the start, without any key.</summary>
    public string Line
    {
        get
        {
            var connection = Plan.Connection;
            var key = Plan.KeyVariable is { } variable ? $"key from {variable}, " : "";
            return Plan.Origin switch
            {
                ProviderOrigin.Configuration when !Answered =>
                    $"{connection.Name}: configured, but no answer from {connection.BaseUrl.Authority}: name its models under providers.{connection.Name}.models, or start it first",
                ProviderOrigin.Configuration => $"{connection.Name}: configured, {key}{Count}",
                ProviderOrigin.Environment => $"{connection.Name}: {key}{Count}",
                _ => $"{connection.Name}: found on {connection.BaseUrl.Authority}, {Count}{Seeing}",
            };
        }
    }

    private string Count => Endpoints.Count == 1 ? "1 model" : $"{Endpoints.Count} models";

    private string Seeing
    {
        get
        {
            var seeing = Endpoints.Where(endpoint => endpoint.Model.SeesImages).Select(endpoint => endpoint.UpstreamModel).ToList();
            return seeing.Count switch
            {
                0 => " (none sees images)",
                1 => $" ({seeing[0]} sees images)",
                <= MostNamed => $" ({string.Join(", ", seeing)} see images)",
                _ => $" ({string.Join(", ", seeing.Take(MostNamed))} and {seeing.Count - MostNamed} more see images)",
            };
        }
    }
}
