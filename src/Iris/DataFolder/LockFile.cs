using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Iris.DataFolder;

/// <summary>The file <c>lock</c> in a data folder: held exclusively by the one process that opened the folder, and saying who that is.</summary>
/// <remarks>
/// The file is never deleted: a lock on a deleted file would no longer meet the lock of the next opener. Disposing empties
/// it and lets go; a crashed process lets go as well, and its stale text is overwritten by the next opener.
/// </remarks>
internal sealed class LockFile : IDisposable
{
    /// <summary>Name inside the data folder.</summary>
    public const string Name = "lock";

    private const int LongestNote = 4096;

    // The base library reports a lock that is held as the raw EWOULDBLOCK of flock.
    private const int WouldBlockLinux = 11;
    private const int WouldBlockDarwin = 35;

    private readonly FileStream _stream;

    private LockFile(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock and writes this process into it, or returns null when another process holds it.</summary>
    /// <param name="folder">An existing data folder.</param>
    public static LockFile? TryAcquire(string folder)
    {
        try
        {
            // FileShare.None is an exclusive flock, which ends with the process however that ends.
            var held = new LockFile(new FileStream(Path.Combine(folder, Name), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 0,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }));
            held.Write(new LockHolder(Environment.ProcessId, null));
            return held;
        }
        catch (IOException e) when (e.HResult is WouldBlockLinux or WouldBlockDarwin)
        {
            return null;
        }
    }

    /// <summary>Adds the address to the note, so that other processes of this user find the gateway.</summary>
    public void Announce(Uri address) => Write(new LockHolder(Environment.ProcessId, address));

    /// <summary>Who wrote the note last, or null when there is none. The writer may be gone: ask its address.</summary>
    public static LockHolder? ReadHolder(string folder)
    {
        using var handle = OpenPastTheLock(Path.Combine(folder, Name));
        if (handle.IsInvalid)
        {
            return null;
        }

        Span<byte> note = stackalloc byte[LongestNote];
        var length = RandomAccess.Read(handle, note, 0);
        try
        {
            return length == 0 ? null : JsonSerializer.Deserialize(note[..length], DataFolderJson.Default.LockHolder);
        }
        catch (JsonException)
        {
            // Read in the middle of a write, or left by something else: nobody to name.
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.SetLength(0);
        _stream.Dispose();
    }

    private void Write(LockHolder holder)
    {
        var note = JsonSerializer.SerializeToUtf8Bytes(holder, DataFolderJson.Default.LockHolder);
        _stream.Position = 0;
        _stream.Write([.. note, (byte)'\n']);
        _stream.SetLength(note.Length + 1);
    }

    // Every way of opening a file in the base library takes at least a shared flock and so fails on a held lock file;
    // the lock is advisory, and reading the note must work exactly then.
    private static SafeFileHandle OpenPastTheLock(string path) => new(Open(path, ReadOnly), ownsHandle: true);

    private const int ReadOnly = 0;

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
