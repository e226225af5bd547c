using Iris.DataFolder;

namespace Iris.Gateway.Tests.DataFolder;

public sealed class OpenDataFolderTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void TryOpen_MissingFolder_IsCreatedForTheOwnerOnly()
    {
        using var folder = OpenDataFolder.TryOpen(_temporary.Path);

        folder.ShouldNotBeNull();
        File.GetUnixFileMode(_temporary.Path).ShouldBe(OwnerFolder);
        File.GetUnixFileMode(Path.Combine(_temporary.Path, LockFile.Name)).ShouldBe(OwnerFile);
    }

    [Fact]
    public void TryOpen_EmptyFolderThatOthersMayRead_IsNarrowed()
    {
        Directory.CreateDirectory(_temporary.Path, OwnerFolder | UnixFileMode.OtherRead | UnixFileMode.GroupWrite);

        using var folder = OpenDataFolder.TryOpen(_temporary.Path);

        File.GetUnixFileMode(_temporary.Path).ShouldBe(OwnerFolder);
    }

    [Fact]
    public void TryOpen_FolderOfSomebodyElse_KeepsItsMode()
    {
        var mode = OwnerFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        Directory.CreateDirectory(_temporary.Path);
        File.SetUnixFileMode(_temporary.Path, mode);
        File.WriteAllText(Path.Combine(_temporary.Path, "letter.txt"), "not ours");

        using var folder = OpenDataFolder.TryOpen(_temporary.Path);

        File.GetUnixFileMode(_temporary.Path).ShouldBe(mode);
    }

    [Fact]
    public void TryOpen_WhileAnotherHasItOpen_IsRefusedAndTheLockSaysWho()
    {
        using var first = OpenDataFolder.TryOpen(_temporary.Path);
        first.ShouldNotBeNull().Announce(new Uri("http://127.0.0.1:4848/"));

        OpenDataFolder.TryOpen(_temporary.Path).ShouldBeNull();

        var holder = LockFile.ReadHolder(_temporary.Path).ShouldNotBeNull();
        holder.ProcessId.ShouldBe(Environment.ProcessId);
        holder.Describe().ShouldBe($"process {Environment.ProcessId} at http://127.0.0.1:4848");
    }

    [Fact]
    public void TryOpen_AfterTheFirstIsClosed_OpensAndTheNoteIsGone()
    {
        OpenDataFolder.TryOpen(_temporary.Path).ShouldNotBeNull().Dispose();
        LockFile.ReadHolder(_temporary.Path).ShouldBeNull();

        using var second = OpenDataFolder.TryOpen(_temporary.Path);
        second.ShouldNotBeNull();
    }

    [Fact]
    public void TryOpen_StaleNoteOfACrashedProcess_IsOverwritten()
    {
        Directory.CreateDirectory(_temporary.Path);
        File.WriteAllText(Path.Combine(_temporary.Path, LockFile.Name), """{"pid":1,"address":"http://127.0.0.1:1/a-very-long-path-that-is-longer-than-ours"}""");

        using var folder = OpenDataFolder.TryOpen(_temporary.Path);

        folder.ShouldNotBeNull();
        LockFile.ReadHolder(_temporary.Path).ShouldBe(new LockHolder(Environment.ProcessId, null));
    }

    [Fact]
    public void ReadHolder_TextThatIsNoNote_NamesNobody()
    {
        Directory.CreateDirectory(_temporary.Path);
        File.WriteAllText(Path.Combine(_temporary.Path, LockFile.Name), "{\"pid\":");

        LockFile.ReadHolder(_temporary.Path).ShouldBeNull();
    }

    [Fact]
    public void DefaultKey_FirstStart_Has256RandomBitsInAFileOfTheOwner()
    {
        using var folder = OpenDataFolder.TryOpen(_temporary.Path).ShouldNotBeNull();

        folder.DefaultKey.ShouldMatch("^sk-iris-[A-Za-z0-9_-]{43}$");
        File.ReadAllText(DefaultKeyFile.PathIn(_temporary.Path)).ShouldBe(folder.DefaultKey + "\n");
        File.GetUnixFileMode(DefaultKeyFile.PathIn(_temporary.Path)).ShouldBe(OwnerFile);
        Directory.GetFiles(_temporary.Path).Select(Path.GetFileName).ShouldBe(["lock", "default-key"], ignoreOrder: true);
    }

    [Fact]
    public void DefaultKey_LaterStarts_IsTheSame()
    {
        string first;
        using (var folder = OpenDataFolder.TryOpen(_temporary.Path).ShouldNotBeNull())
        {
            first = folder.DefaultKey;
        }

        using var again = OpenDataFolder.TryOpen(_temporary.Path).ShouldNotBeNull();
        again.DefaultKey.ShouldBe(first);
    }

    [Fact]
    public void DefaultKey_TwoFolders_Differ()
    {
        using var other = new TemporaryFolder();
        using var one = OpenDataFolder.TryOpen(_temporary.Path).ShouldNotBeNull();
        using var two = OpenDataFolder.TryOpen(other.Path).ShouldNotBeNull();

        one.DefaultKey.ShouldNotBe(two.DefaultKey);
    }

    [Fact]
    public void DefaultKey_FileThatOthersMayRead_IsNarrowed()
    {
        OpenDataFolder.TryOpen(_temporary.Path).ShouldNotBeNull().Dispose();
        File.SetUnixFileMode(DefaultKeyFile.PathIn(_temporary.Path), OwnerFile | UnixFileMode.OtherRead);

        using var folder = OpenDataFolder.TryOpen(_temporary.Path);

        File.GetUnixFileMode(DefaultKeyFile.PathIn(_temporary.Path)).ShouldBe(OwnerFile);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sk-iris-short")]
    [InlineData("sk-other-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void DefaultKey_BrokenFile_IsNamedNeverReplacedAndLetsGoOfTheLock(string content)
    {
        Directory.CreateDirectory(_temporary.Path);
        var path = DefaultKeyFile.PathIn(_temporary.Path);
        File.WriteAllText(path, content);

        Should.Throw<DataFolderException>(() => OpenDataFolder.TryOpen(_temporary.Path)).Message.ShouldContain(path);

        File.ReadAllText(path).ShouldBe(content);
        File.Delete(path);
        using var folder = OpenDataFolder.TryOpen(_temporary.Path);
        folder.ShouldNotBeNull();
    }

    [Fact]
    public void TryOpen_PathThatIsAFile_SaysSo()
    {
        File.WriteAllText(_temporary.Path, "a file");

        Should.Throw<DataFolderException>(() => OpenDataFolder.TryOpen(_temporary.Path)).Message.ShouldContain(_temporary.Path);
    }
}
