using System.Globalization;
using Iris.Core.Accounting;
using Iris.Core.Model;
using Microsoft.Data.Sqlite;

namespace Iris.Storage.Tests;

public sealed class SqliteRequestLedgerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_OfEveryField_SurvivesReopening()
    {
        using var folder = new DataFolder();
        await using (var ledger = SqliteRequestLedger.Open(folder.Database))
        {
            ledger.Record(Records.Simple("full", cost: 42) with
            {
                StartedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123),
                ModelAsked = "Claude-Sonnet-4.5",
                ModelUsed = new ModelId("anthropic/claude-sonnet-4-5"),
                Endpoint = new EndpointId("openrouter:anthropic/claude-sonnet-4.5"),
                Attempts = 2,
                Status = 502,
                Reason = ErrorReason.UpstreamStreamCut,
                Streamed = true,
                Usage = new TokenUsage { PromptTokens = 1000, CompletionTokens = 20, ImageTokens = 900, CachedTokens = 5, ReasoningTokens = 7, Estimated = true },
                Images = 3,
                TimeToFirstEvent = TimeSpan.FromMilliseconds(250.9),
                Duration = TimeSpan.FromSeconds(2),
                ImageReports =
                [
                    new ImageReport(
                        "messages[0].content[1].image_url.url",
                        new ImageSide(ImageFormat.Heic, 3000, 4000, 3_100_000),
                        new ImageSide(ImageFormat.Jpeg, 1176, 1568, 412_000),
                        [FitStep.Rotate, FitStep.Shrink, FitStep.Reencode],
                        new ImageTokenCount(16_000, true),
                        new ImageTokenCount(2459, false)),
                    new ImageReport("messages[0].images[0]", null, null, [FitStep.Link], new ImageTokenCount(1600, true), new ImageTokenCount(1600, true)),
                ],
            });
            ledger.Record(Records.Simple("bare"));
        }

        var full = Records.Row(folder.Database, "full");
        full.ShouldBe(new Dictionary<string, object?>
        {
            ["request_id"] = "full",
            ["key_id"] = "alice",
            ["started_at_ms"] = 1_790_000_000_123L,
            ["model_asked"] = "Claude-Sonnet-4.5",
            ["model_used"] = "anthropic/claude-sonnet-4-5",
            ["endpoint"] = "openrouter:anthropic/claude-sonnet-4.5",
            ["attempts"] = 2L,
            ["status"] = 502L,
            ["reason"] = "upstream_stream_cut",
            ["streamed"] = 1L,
            ["prompt_tokens"] = 1000L,
            ["completion_tokens"] = 20L,
            ["image_tokens"] = 900L,
            ["cached_tokens"] = 5L,
            ["reasoning_tokens"] = 7L,
            ["estimated"] = 1L,
            ["cost_nano_usd"] = 42L,
            ["images"] = 3L,
            ["first_event_ms"] = 250L,
            ["duration_ms"] = 2000L,
            ["image_report"] = "[{\"part\":\"messages[0].content[1].image_url.url\","
                + "\"from\":{\"format\":\"heic\",\"width\":3000,\"height\":4000,\"bytes\":3100000},"
                + "\"to\":{\"format\":\"jpeg\",\"width\":1176,\"height\":1568,\"bytes\":412000},"
                + "\"steps\":[\"rotate\",\"shrink\",\"reencode\"],\"tokens_before\":16000,\"tokens_after\":2459,\"estimated\":true},"
                + "{\"part\":\"messages[0].images[0]\",\"from\":null,\"to\":null,\"steps\":[\"link\"],\"tokens_before\":1600,\"tokens_after\":1600,\"estimated\":true}]",
        }, ignoreOrder: true);
        var bare = Records.Row(folder.Database, "bare");
        bare["model_used"].ShouldBeNull();
        bare["prompt_tokens"].ShouldBeNull();
        bare["first_event_ms"].ShouldBeNull();
        bare["image_report"].ShouldBeNull();
        await using var again = SqliteRequestLedger.Open(folder.Database);
        again.SpentAtOpen[new KeyId("alice")].ShouldBe(new NanoDollars(43));
    }

    [Fact]
    public async Task Record_OfMoreImagesThanARequestMayHave_KeepsTheFirst500()
    {
        using var folder = new DataFolder();
        await using (var ledger = SqliteRequestLedger.Open(folder.Database))
        {
            ledger.Record(Records.Simple("many") with { ImageReports = [.. Enumerable.Range(0, 600).Select(Report)] });
            ledger.Record(Records.Simple("one") with { ImageReports = [Report(7)] });
            ledger.Record(Records.Simple("none"));
        }

        Records.Scalar(folder.Database, "SELECT json_array_length(image_report) FROM requests WHERE request_id = 'many'").ShouldBe(RequestRecord.MostImageReports);
        Records.Scalar(folder.Database, "SELECT json_extract(image_report, '$[499].tokens_after') FROM requests WHERE request_id = 'many'").ShouldBe(499);
        Records.Scalar(folder.Database, "SELECT json_extract(image_report, '$[0].tokens_after') FROM requests WHERE request_id = 'one'").ShouldBe(7);
        Records.Scalar(folder.Database, "SELECT image_report IS NULL FROM requests WHERE request_id = 'none'").ShouldBe(1);

        static ImageReport Report(int index)
        {
            var side = new ImageSide(ImageFormat.Png, 10, 10, null);
            var count = new ImageTokenCount(index, false);
            return new ImageReport($"messages[0].content[{index}].image_url.url", side, side, [FitStep.Keep], count, count);
        }
    }

    [Fact]
    public async Task Reports_ThatFillTheMemory_AreLeftOutAndTheRecordsKept()
    {
        using var folder = new DataFolder();
        await using var ledger = SqliteRequestLedger.Open(folder.Database, options: new SqliteLedgerOptions { MostReportsWaiting = 10, RetryPause = TimeSpan.FromMilliseconds(10) });
        await using var other = SqliteDatabase.Open(folder.Database);
        other.Run("ALTER TABLE requests RENAME TO hidden");
        ImageReport[] four = [.. Enumerable.Repeat(new ImageReport("p", null, null, [FitStep.Link], default, default), 4)];

        for (var i = 0; i < 5; i++)
        {
            ledger.Record(Records.Simple($"r{i}") with { ImageReports = four });
        }

        other.Run("ALTER TABLE hidden RENAME TO requests");
        await ledger.FlushAsync(Stop);
        ledger.Record(Records.Simple("later") with { ImageReports = four });
        await ledger.FlushAsync(Stop);

        ledger.Lost.ShouldBe(0);
        Records.Scalar(folder.Database, "SELECT count(*) FROM requests").ShouldBe(6);
        Records.Scalar(folder.Database, "SELECT count(*) FROM requests WHERE request_id IN ('r0', 'r1') AND json_array_length(image_report) = 4").ShouldBe(2);
        Records.Scalar(folder.Database, "SELECT count(*) FROM requests WHERE request_id IN ('r2', 'r3', 'r4') AND image_report IS NULL").ShouldBe(3);
        Records.Scalar(folder.Database, "SELECT json_array_length(image_report) FROM requests WHERE request_id = 'later'").ShouldBe(4);
    }

    [Fact]
    public async Task Records_FromEightThreads_AreAllThere()
    {
        using var folder = new DataFolder();
        await using (var ledger = SqliteRequestLedger.Open(folder.Database))
        {
            await Parallel.ForAsync(0, 8, Stop, (thread, _) =>
            {
                for (var i = 0; i < 1250; i++)
                {
                    ledger.Record(Records.Simple($"{thread}-{i}", $"key{thread % 2}", cost: i));
                }

                return ValueTask.CompletedTask;
            });
            await ledger.FlushAsync(Stop);
            ledger.Lost.ShouldBe(0);
        }

        Records.Scalar(folder.Database, "SELECT count(*) FROM requests").ShouldBe(10_000);
        await using var again = SqliteRequestLedger.Open(folder.Database);
        again.SpentAtOpen.Values.ShouldAllBe(spent => spent.Value == 4L * (1249 * 1250 / 2));
        Records.Scalar(folder.Database, "SELECT sum(cost_nano_usd) = (SELECT sum(spent_nano_usd) FROM key_spend) FROM requests").ShouldBe(1);
    }

    [Fact]
    public async Task Record_WithTheSameIdTwice_CountsOnce()
    {
        using var folder = new DataFolder();
        await using (var ledger = SqliteRequestLedger.Open(folder.Database))
        {
            ledger.Record(Records.Simple("same", cost: 5));
            ledger.Record(Records.Simple("same", cost: 5));
        }

        Records.Scalar(folder.Database, "SELECT count(*) FROM requests").ShouldBe(1);
        Records.Scalar(folder.Database, "SELECT spent_nano_usd FROM key_spend").ShouldBe(5);
    }

    [Fact]
    public async Task Record_NegativeCost_IsRefusedByTheCallAndByTheSchema()
    {
        using var folder = new DataFolder();
        await using var ledger = SqliteRequestLedger.Open(folder.Database);

        Should.Throw<ArgumentOutOfRangeException>(() => ledger.Record(Records.Simple("bad", cost: -1)));
        Should.Throw<SqliteException>(() => Records.Scalar(
            folder.Database,
            "INSERT INTO requests (request_id, key_id, started_at_ms, attempts, status, streamed, estimated, cost_nano_usd, images, duration_ms) VALUES ('x', 'k', 0, 0, 200, 0, 0, -1, 0, 0) RETURNING 1")).SqliteErrorCode.ShouldBe(19);
    }

    [Fact]
    public async Task Record_ThatTheSchemaRefuses_DoesNotHoldUpTheOthers()
    {
        using var folder = new DataFolder();
        await using var ledger = SqliteRequestLedger.Open(folder.Database);
        foreach (var i in Enumerable.Range(0, 20))
        {
            ledger.Record(Records.Simple($"r{i}") with { Images = i == 10 ? -1 : 0 });
        }

        await ledger.FlushAsync(Stop);

        ledger.Lost.ShouldBe(1);
        Records.Scalar(folder.Database, "SELECT count(*) FROM requests").ShouldBe(19);
    }

    [Fact]
    public async Task Spend_PastTheRangeOfIntegers_IsRefusedAndNotRounded()
    {
        using var folder = new DataFolder();
        await using var ledger = SqliteRequestLedger.Open(folder.Database);
        ledger.Record(Records.Simple("a", cost: long.MaxValue));
        ledger.Record(Records.Simple("b", cost: 1));

        await ledger.FlushAsync(Stop);

        ledger.Lost.ShouldBe(1);
        Records.Scalar(folder.Database, "SELECT spent_nano_usd FROM key_spend").ShouldBe(long.MaxValue);
    }

    [Fact]
    public async Task Disk_ThatRefusesForAWhile_LosesNothing()
    {
        using var folder = new DataFolder();
        await using var ledger = SqliteRequestLedger.Open(folder.Database, options: new SqliteLedgerOptions { RetryPause = TimeSpan.FromMilliseconds(10) });
        await using var other = SqliteDatabase.Open(folder.Database);
        other.Run("ALTER TABLE requests RENAME TO hidden");

        ledger.Record(Records.Simple("waits"));
        var flushed = ledger.FlushAsync(Stop);
        Records.Scalar(folder.Database, "SELECT count(*) FROM hidden").ShouldBe(0);
        flushed.IsCompleted.ShouldBeFalse();
        other.Run("ALTER TABLE hidden RENAME TO requests");
        await flushed;

        Records.Scalar(folder.Database, "SELECT count(*) FROM requests").ShouldBe(1);
        ledger.Lost.ShouldBe(0);
    }

    [Fact]
    public async Task Memory_ThatIsFull_DropsAndCounts()
    {
        using var folder = new DataFolder();
        var ledger = SqliteRequestLedger.Open(folder.Database, options: new SqliteLedgerOptions { MostWaiting = 10, MostInCommit = 1, RetryPause = TimeSpan.FromHours(1), DrainPatience = TimeSpan.FromMilliseconds(50) });
        await using var other = SqliteDatabase.Open(folder.Database);
        other.Run("ALTER TABLE requests RENAME TO hidden");

        for (var i = 0; i < 100; i++)
        {
            ledger.Record(Records.Simple($"r{i}"));
        }

        // Ten wait, one may be in the writer's hands.
        ledger.Lost.ShouldBeInRange(89, 90);
        await ledger.DisposeAsync();
        ledger.Lost.ShouldBe(100);
    }

    [Fact]
    public async Task Migrations_RunTwice_ChangeNothing()
    {
        using var folder = new DataFolder();
        await using (var first = SqliteRequestLedger.Open(folder.Database))
        {
            first.Record(Records.Simple("kept"));
        }

        await using (SqliteRequestLedger.Open(folder.Database))
        {
        }

        Records.Scalar(folder.Database, "SELECT count(*) FROM schema_migrations").ShouldBe(SqliteMigrations.Known.Count);
        Records.Scalar(folder.Database, "SELECT count(*) FROM requests").ShouldBe(1);
    }

    [Fact]
    public async Task Migrations_FromAFutureBuild_AreRefused()
    {
        using var folder = new DataFolder();
        await using (SqliteRequestLedger.Open(folder.Database))
        {
        }

        Records.Scalar(folder.Database, "INSERT INTO schema_migrations VALUES (9999, 'future', 0) RETURNING 1");

        Should.Throw<InvalidOperationException>(() => SqliteRequestLedger.Open(folder.Database)).Message.ShouldContain("newer Iris");
    }

    [Fact]
    public void File_ThatIsNoDatabase_IsAnError()
    {
        using var folder = new DataFolder();
        File.WriteAllText(folder.Database, new string('x', 4096));

        Should.Throw<SqliteException>(() => SqliteRequestLedger.Open(folder.Database));
    }

    [Fact]
    public async Task File_IsReadableByItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file modes");
            return;
        }

        using var folder = new DataFolder();
        await using var ledger = SqliteRequestLedger.Open(folder.Database);
        ledger.Record(Records.Simple("a"));
        await ledger.FlushAsync(Stop);

        foreach (var file in Directory.GetFiles(folder.Path))
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    [Fact]
    public void Library_IsNotOlderThanThePackage()
    {
        using var folder = new DataFolder();
        using var connection = SqliteDatabase.Open(folder.Database);

        // The package of this version carries SQLite 3.35; Debian 12 has 3.40.
        Version.Parse(connection.ServerVersion).ShouldBeGreaterThanOrEqualTo(new Version(3, 35));
        TestContext.Current.SendDiagnosticMessage("SQLite {0}", connection.ServerVersion);
    }

    [Fact]
    public async Task Connection_SurvivesPowerCuts()
    {
        using var folder = new DataFolder();
        await using var connection = SqliteDatabase.Open(folder.Database);
        using var command = connection.CreateCommand();

        command.CommandText = "PRAGMA journal_mode";
        command.ExecuteScalar().ShouldBe("wal");
        command.CommandText = "PRAGMA synchronous";
        command.ExecuteScalar().ShouldBe(2L);
    }

    [Fact]
    public async Task Writer_KilledWhileWriting_KeepsWhatItCommitted()
    {
        using var folder = new DataFolder();
        for (var round = 0; round < 3; round++)
        {
            using var writer = CrashingWriter.Start(folder.Database);
            var last = -1;
            while (last < 200)
            {
                last = int.Parse((await writer.StandardOutput.ReadLineAsync(Stop)).ShouldNotBeNull(), CultureInfo.InvariantCulture);
            }

            writer.Kill();
            await writer.WaitForExitAsync(Stop);

            Records.Scalar(folder.Database, $"SELECT count(*) FROM requests WHERE request_id LIKE '{writer.Id}-%' AND CAST(substr(request_id, instr(request_id, '-') + 1) AS INTEGER) <= {last}").ShouldBe(last + 1);
            Records.Scalar(folder.Database, "SELECT (SELECT integrity_check FROM pragma_integrity_check) = 'ok'").ShouldBe(1);
            Records.Scalar(folder.Database, "SELECT sum(cost_nano_usd) = (SELECT sum(spent_nano_usd) FROM key_spend) FROM requests").ShouldBe(1);
        }
    }

    [Fact]
    public async Task Copy_OfTheFilesWhileOpen_HoldsWhatWasFlushed()
    {
        using var folder = new DataFolder();
        using var copy = new DataFolder();
        await using var ledger = SqliteRequestLedger.Open(folder.Database);
        for (var i = 0; i < 100; i++)
        {
            ledger.Record(Records.Simple($"r{i}"));
        }

        await ledger.FlushAsync(Stop);
        foreach (var file in Directory.GetFiles(folder.Path).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        }

        await using var reopened = SqliteRequestLedger.Open(copy.Database);
        reopened.SpentAtOpen[new KeyId("alice")].ShouldBe(new NanoDollars(100));
    }
}
