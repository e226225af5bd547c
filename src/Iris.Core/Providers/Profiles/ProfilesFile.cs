namespace Iris.Core.Providers.Profiles;

/// <summary><c>providers.json</c>.</summary>
internal sealed record ProfilesFile
{
    public required IReadOnlyList<ProfileRow> Profiles { get; init; }
}
