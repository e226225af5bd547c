namespace Iris.Imaging.Workers;

/// <summary>What one job may cost before its worker is killed.</summary>
/// <param name="Deadline">Wall clock.</param>
/// <param name="ResidentBytes">Resident memory of the process.</param>
internal readonly record struct WorkerLimits(TimeSpan Deadline, long ResidentBytes);
