namespace Iris.Imaging.Caching;

/// <summary>Finds the files of earlier runs.</summary>
internal static class DiskScan
{
    /// <summary>Ends the name of a file that is being written.</summary>
    public const string DraftEnding = ".draft";

    // 200 thousand names take some 30 MB; a gigabyte holds fewer files of a common size.
    private const int MostFiles = 200_000;
    private static readonly TimeSpan Coarse = TimeSpan.FromMinutes(10);

    /// <summary>Puts what lies in the folder into the index, the last used first. Drafts of a run that ended early, and files beyond a bound, are deleted; anything else is left alone.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static void Run(string folder, DiskIndex index, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var found = new List<(BlobKey Key, long Bytes, DateTime UsedAt)>();
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", options))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            var isDraft = file.Name.EndsWith(DraftEnding, StringComparison.Ordinal);
            if (!BlobKey.TryParse(isDraft ? file.Name.AsSpan(..^DraftEnding.Length) : file.Name, out var key))
            {
                continue;
            }

            if (isDraft || found.Count == MostFiles)
            {
                BlobFile.TryDelete(file.FullName);
            }
            else
            {
                found.Add((key, file.Length, file.LastWriteTimeUtc));
            }
        }

        foreach (var (key, bytes, _) in found.OrderByDescending(file => file.UsedAt))
        {
            index.AddOld(key, bytes);
        }
    }

    /// <summary>Notes on the file that it was used, so that the next run knows; not more often than the order needs.</summary>
    public static void MarkUsed(string path)
    {
        // The clock that stamps files, whatever clock the gateway has.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        try
        {
            if (now - File.GetLastWriteTimeUtc(path) > Coarse)
            {
                File.SetLastWriteTimeUtc(path, now);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Deleted meanwhile, or not ours to touch: the order is a little off.
        }
    }
}
