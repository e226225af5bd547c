using Iris.Gateway.Tests.DataFolder;
using Iris.Imaging.Caching;

namespace Iris.Gateway.Tests.Caching;

/// <summary>Bounds, order and files of the tiers.</summary>
public sealed class TieredBlobCacheTests : IDisposable
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();

    private string Root => Path.Combine(_folder.Path, "cache", "images");

    private string[] Files => Directory.Exists(Root) ? Directory.GetFiles(Root, "*", SearchOption.AllDirectories) : [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Memory_Full_LetsTheLongestUnusedGo()
    {
        await using var cache = new TieredBlobCache(new BlobCacheOptions { MemoryBytes = 4_000 });
        cache.Set(Key(1), new byte[1_000]);
        cache.Set(Key(2), new byte[1_000]);
        cache.Set(Key(3), new byte[1_000]);
        cache.Peek(Key(1)).ShouldNotBeNull();

        cache.Set(Key(4), new byte[1_000]);

        cache.Peek(Key(2)).ShouldBeNull();
        new[] { 1, 3, 4 }.ShouldAllBe(number => cache.Peek(Key(number)) != null);
        cache.MemoryBytes.ShouldBeLessThanOrEqualTo(4_000);
    }

    [Fact]
    public async Task Memory_BlobLargerThanTheTier_IsNotKeptAndPushesNothingOut()
    {
        await using var cache = new TieredBlobCache(new BlobCacheOptions { MemoryBytes = 4_000 });
        cache.Set(Key(1), new byte[1_000]);
        cache.Set(Key(2), new byte[4_000]);

        cache.Peek(Key(1)).ShouldNotBeNull();
        cache.Peek(Key(2)).ShouldBeNull();

        cache.Set(Key(1), new byte[5_000]);
        cache.Peek(Key(1)).ShouldBeNull();
        cache.MemoryBytes.ShouldBe(0);
    }

    [Fact]
    public async Task Disk_Full_LetsTheLongestUnusedGo()
    {
        await WriteAsync(3_500, 1, 2);
        File.SetLastWriteTimeUtc(PathOf(1), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.SetLastWriteTimeUtc(PathOf(2), new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        await using (var cache = Open(3_500))
        {
            (await GetAsync(cache, 1)).ShouldBe(Blob(1));
        }

        await WriteAsync(3_500, 3, 4);

        Files.Select(Path.GetFileName).ShouldBe([Key(1).ToString(), Key(3).ToString(), Key(4).ToString()], ignoreOrder: true);
    }

    [Fact]
    public async Task Disk_SmallerThanWhatLiesThere_ShrinksAtStart()
    {
        await WriteAsync(100_000, 1, 2, 3, 4, 5);
        Files.Length.ShouldBe(5);

        await ScanAsync(2_500);

        Files.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Disk_FilesAndFolders_AreTheOwnersOnly()
    {
        await WriteAsync(100_000, 1);

        var file = Files.ShouldHaveSingleItem();
        file.ShouldBe(PathOf(1));
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        for (var folder = Path.GetDirectoryName(file)!; folder != _folder.Path; folder = Path.GetDirectoryName(folder)!)
        {
            File.GetUnixFileMode(folder).ShouldBe(FolderMode, folder);
        }
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("cut in the head")]
    [InlineData("empty")]
    [InlineData("one bit")]
    [InlineData("longer")]
    [InlineData("foreign")]
    [InlineData("renamed")]
    public async Task Disk_FileThatIsNotWhatWasWritten_IsAMissAndIsDeleted(string how)
    {
        await WriteAsync(100_000, 1, 2);
        var bytes = await File.ReadAllBytesAsync(PathOf(1), TestContext.Current.CancellationToken);
        byte[] changed = how switch
        {
            "cut" => bytes[..^1],
            "cut in the head" => bytes[..10],
            "empty" => [],
            "longer" => [.. bytes, 0],
            "foreign" => new byte[2_000],
            "renamed" => await File.ReadAllBytesAsync(PathOf(2), TestContext.Current.CancellationToken),
            _ => Flip(bytes),
        };
        await File.WriteAllBytesAsync(PathOf(1), changed, TestContext.Current.CancellationToken);

        await using var cache = Open(100_000);
        (await GetAsync(cache, 1)).ShouldBeNull();
        (await GetAsync(cache, 2)).ShouldBe(Blob(2));

        File.Exists(PathOf(1)).ShouldBeFalse();
    }

    [Fact]
    public async Task Disk_DraftsOfARunThatWasKilled_AreDeletedAndForeignFilesLeftAlone()
    {
        await WriteAsync(100_000, 1);
        var draft = PathOf(1) + ".draft";
        var foreign = Path.Combine(Root, "notes.txt");
        await File.WriteAllTextAsync(draft, "half", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(foreign, "mine", TestContext.Current.CancellationToken);

        await ScanAsync(100_000);

        File.Exists(draft).ShouldBeFalse();
        File.Exists(foreign).ShouldBeTrue();
        File.Exists(PathOf(1)).ShouldBeTrue();
    }

    [Fact]
    public async Task Disk_ThatCannotBeWritten_IsSaidOnceAndDisturbsNobody()
    {
        // A file where the folder should be: fails for root too.
        Directory.CreateDirectory(Path.GetDirectoryName(Root)!);
        await File.WriteAllTextAsync(Root, "in the way", TestContext.Current.CancellationToken);
        var log = new Gateway.CollectedLog();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using (var cache = new TieredBlobCache(new BlobCacheOptions { MemoryBytes = 10_000, DiskBytes = 100_000, Folder = Root }, logs.CreateLogger<TieredBlobCache>()))
        {
            cache.Set(Key(1), Blob(1));
            cache.Set(Key(2), Blob(2));
            (await GetAsync(cache, 1)).ShouldBe(Blob(1));
            (await GetAsync(cache, 3)).ShouldBeNull();
        }

        log.Text.Split("goes on without it").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Disk_BlobRemoved_IsGone()
    {
        await WriteAsync(100_000, 1);
        await using var cache = Open(100_000);

        cache.Remove(Key(1));

        (await GetAsync(cache, 1)).ShouldBeNull();
        Files.ShouldBeEmpty();
    }

    [Fact]
    public void Key_Text_IsReadBack()
    {
        BlobKey.TryParse(Key(1).ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(Key(1));
        BlobKey.TryParse("notes.txt", out _).ShouldBeFalse();
        BlobKey.TryParse(new string('A', 64), out _).ShouldBeFalse();
        BlobKey.TryParse(new string('g', 64), out _).ShouldBeFalse();
        BlobKey.Of("ab", "c").ShouldNotBe(BlobKey.Of("a", "bc"));
    }

    private static BlobKey Key(int number) => BlobKey.Of("test", number.ToString());

    private static byte[] Blob(int number) => [.. Enumerable.Repeat((byte)number, 1_000)];

    private static byte[] Flip(byte[] bytes)
    {
        bytes[500] ^= 1;
        return bytes;
    }

    private static ValueTask<byte[]?> GetAsync(TieredBlobCache cache, int number) => cache.GetAsync(Key(number), TestContext.Current.CancellationToken);

    private string PathOf(int number)
    {
        var name = Key(number).ToString();
        return Path.Combine(Root, name[..2], name[2..4], name);
    }

    private TieredBlobCache Open(long diskBytes) => new(new BlobCacheOptions { DiskBytes = diskBytes, Folder = Root });

    private async Task WriteAsync(long diskBytes, params int[] numbers)
    {
        await using var cache = Open(diskBytes);
        await cache.Scanned;
        foreach (var number in numbers)
        {
            cache.Set(Key(number), Blob(number));
        }
    }

    private async Task ScanAsync(long diskBytes)
    {
        await using var cache = Open(diskBytes);
        await cache.Scanned;
    }
}
