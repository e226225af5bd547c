using System.Text.Json.Serialization;

namespace Iris.DataFolder;

/// <summary>What the process that opened a data folder wrote into its lock file.</summary>
/// <param name="ProcessId">Its process id on this machine.</param>
/// <param name="Address">Where it answers, or null while it is starting.</param>
internal sealed record LockHolder(
    [property: JsonPropertyName("pid")] int ProcessId,
    [property: JsonPropertyName("address")] Uri? Address)
{
    /// <summary>One phrase for a message: who it is, and where.</summary>
    public string Describe()
        => Address is null ? $"process {ProcessId}" : $"process {ProcessId} at {Address.GetLeftPart(UriPartial.Authority)}";
}
