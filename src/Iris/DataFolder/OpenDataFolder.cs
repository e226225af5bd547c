using Iris.Configuration;

namespace Iris.DataFolder;

/// <summary>A data folder that this process, and no other, has open.</summary>
/// <remarks>Disposing lets go of the lock; everything that uses files of the folder must be closed before.</remarks>
internal sealed class OpenDataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly LockFile _lock;

    private OpenDataFolder(string path, LockFile held, string defaultKey)
    {
        Path = path;
        _lock = held;
        DefaultKey = defaultKey;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>The key in <c>default-key</c>.</summary>
    public string DefaultKey { get; }

    /// <summary>Opens the folder, creating it with mode 0700 where it is missing, or returns null when another process has it open.</summary>
    /// <exception cref="DataFolderException">It cannot be created or written, or its key file is broken.</exception>
    public static OpenDataFolder? TryOpen(string path)
    {
        LockFile? held = null;
        try
        {
            CreateOrNarrow(path);
            held = LockFile.TryAcquire(path);
            return held is null ? null : new OpenDataFolder(path, held, DefaultKeyFile.ReadOrCreate(path));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            held?.Dispose();
            throw new DataFolderException(
                $"The data folder {path} cannot be used: {e.Message}",
                $"Make it writable for this user, or set {ConfigurationVariables.Data} to another folder.");
        }
        catch (DataFolderException)
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Says in the lock file where this process answers.</summary>
    public void Announce(Uri address) => _lock.Announce(address);

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static void CreateOrNarrow(string path)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, OwnerOnly);
            return;
        }

        // A folder that is ours already, or empty, becomes private. One that holds other things is left as its owner made it.
        var ours = File.Exists(System.IO.Path.Combine(path, LockFile.Name)) || !Directory.EnumerateFileSystemEntries(path).Any();
        if (ours && File.GetUnixFileMode(path) != OwnerOnly)
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }
}
