namespace Iris.Imaging.Workers;

/// <summary>What became of one job: an answer with its bytes, or the end of the worker.</summary>
/// <param name="End">None when there is an answer.</param>
/// <param name="Answer">The head.</param>
/// <param name="Payload">The bytes after it.</param>
internal readonly record struct PixelReply(WorkerEnd End, PixelAnswer Answer, byte[] Payload)
{
    /// <summary>The worker ended without an answer.</summary>
    public static PixelReply Ended(WorkerEnd end) => new(end, default, []);
}
