using Iris.Core.Model;

namespace Iris.Storage.Tests;

public sealed class SqliteMigrationsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_DatabaseOfTheFirstSchema_KeepsItsRowsAndTakesReports()
    {
        using var folder = new DataFolder();
        FirstSchema.Create(folder.Database, rows: 1000);

        await using (var ledger = SqliteRequestLedger.Open(folder.Database))
        {
            ledger.SpentAtOpen[new KeyId("alice")].ShouldBe(new NanoDollars(3000));
            ledger.Record(Records.Simple("new", cost: 4) with
            {
                ImageReports = [new ImageReport("messages[0].images[0]", null, null, [FitStep.Keep], default, default)],
            });
        }

        Records.Scalar(folder.Database, "SELECT count(*) FROM requests WHERE request_id LIKE 'old-%' AND image_report IS NULL AND images = 2 AND started_at_ms = 7").ShouldBe(1000);
        Records.Scalar(folder.Database, "SELECT json_array_length(image_report) FROM requests WHERE request_id = 'new'").ShouldBe(1);
        Records.Scalar(folder.Database, "SELECT spent_nano_usd FROM key_spend").ShouldBe(3004);
        Records.Scalar(folder.Database, "SELECT count(*) FROM schema_migrations").ShouldBe(SqliteMigrations.Known.Count);
    }

    [Fact]
    public async Task Open_AfterAMigrationWasKilledInTheMiddle_RunsItAgainAndLosesNothing()
    {
        using var folder = new DataFolder();
        FirstSchema.Create(folder.Database, rows: 100);
        for (var round = 0; round < 3; round++)
        {
            using var stalled = StalledMigration.Start(folder.Database);
            (await stalled.StandardOutput.ReadLineAsync(Stop)).ShouldBe(StalledMigration.Mark);
            stalled.Kill();
            await stalled.WaitForExitAsync(Stop);

            Records.Scalar(folder.Database, "SELECT max(version) FROM schema_migrations").ShouldBe(1);
            Records.Scalar(folder.Database, "SELECT count(*) FROM pragma_table_info('requests') WHERE name = 'image_report'").ShouldBe(0);
        }

        await using (var ledger = SqliteRequestLedger.Open(folder.Database))
        {
            ledger.SpentAtOpen[new KeyId("alice")].ShouldBe(new NanoDollars(300));
        }

        Records.Scalar(folder.Database, "SELECT count(image_report) + count(*) FROM requests").ShouldBe(100);
        Records.Scalar(folder.Database, "SELECT (SELECT integrity_check FROM pragma_integrity_check) = 'ok'").ShouldBe(1);
    }

    [Fact]
    public void Known_Migrations_AreNumberedWithoutGaps()
        => SqliteMigrations.Known.Select(migration => migration.Version).ShouldBe(Enumerable.Range(1, SqliteMigrations.Known.Count));
}
