using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Iris.DataFolder;

/// <summary>The file <c>default-key</c>: the key of the first run, and the only key that is kept in clear.</summary>
internal static partial class DefaultKeyFile
{
    /// <summary>Name inside the data folder.</summary>
    public const string Name = "default-key";

    private const string Prefix = "sk-iris-";
    private const int SecretBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Where the key lies.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, Name);

    /// <summary>The key that lies there, or a new one that is stored first. Only the holder of the folder's lock may call this.</summary>
    /// <exception cref="DataFolderException">The file holds something else.</exception>
    public static string ReadOrCreate(string folder)
    {
        var path = PathIn(folder);
        if (!File.Exists(path))
        {
            Create(path);
        }

        var key = TryRead(folder) ?? throw new DataFolderException(
            $"{path} does not hold a key of the form sk-iris- and 43 characters.",
            "Delete the file: the next start writes a new key. Applications need the new one.");
        if (File.GetUnixFileMode(path) != OwnerOnly)
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }

        return key;
    }

    /// <summary>The key that lies there, or null when there is none that is well-formed.</summary>
    public static string? TryRead(string folder)
    {
        var path = PathIn(folder);
        if (!File.Exists(path) || new FileInfo(path).Length > 256)
        {
            return null;
        }

        var key = File.ReadAllText(path).Trim();
        return WellFormed().IsMatch(key) ? key : null;
    }

    private static void Create(string path)
    {
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var draft = $"{path}.{Environment.ProcessId}";

        // A complete draft and one rename: whoever looks sees no key or the whole key, never a part.
        using (var stream = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
            UnixCreateMode = OwnerOnly,
        }))
        {
            stream.Write(Encoding.ASCII.GetBytes(key + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
    }

    [GeneratedRegex("^sk-iris-[A-Za-z0-9_-]{43}$")]
    private static partial Regex WellFormed();
}
