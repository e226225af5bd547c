using System.Diagnostics;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.Imaging.Workers;

namespace Iris.Gateway.Tests.Imaging;

public sealed class WorkerChaosTests
{
    private const int Jobs = 50;

    private static readonly byte[] Photo = VipsPicture.Save(VipsPicture.Photo(1600, 1200), "jpegsave_target", ("Q", "92"));
    private static readonly RewriteTarget Target = new(ImageFormat.Jpeg, 800, 800, 85, null);

    // The workers' environment tells them from those of other tests.
    private static readonly string Mark = $"IRIS_TEST_MARK={Guid.NewGuid()}";
    private static readonly PixelWorkerCommand Command = new("/usr/bin/env", [Mark, WorkerPools.Command.FileName, PixelWorkerCommand.Verb]);

    [Fact]
    public async Task Workers_KilledAtRandomWhileManyJobsRun_CostOnlyTheirOwnJobs()
    {
        var rounds = LongRuns.AreWanted ? 20 : 2;
        var chance = new Random(9);
        await using var pool = WorkerPools.Start(WorkerPools.Options with { Command = Command, Workers = 2, QueuePerWorker = Jobs });
        (await pool.WarmUpAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
        var expected = (await PixelTests.RewriteAsync(pool, Photo, Target)).Bytes.ToArray();

        for (var round = 0; round < rounds; round++)
        {
            var (kills, endings) = (0, 0);
            var running = Enumerable.Range(0, Jobs).Select(_ => RunAsync(pool)).ToArray();
            for (var done = running.Count(job => job.IsCompleted); done < Jobs; done = running.Count(job => job.IsCompleted))
            {
                // Each kill comes after another job has ended, so that it falls into the middle of the work.
                await Task.WhenAny(running.Where(job => !job.IsCompleted));
                kills += ++endings % 8 == 1 + chance.Next(2) ? await KillAsync() : 0;
            }

            var outcomes = await Task.WhenAll(running);
            kills.ShouldBeGreaterThan(0);
            outcomes.Count(outcome => !outcome.Succeeded).ShouldBeLessThanOrEqualTo(kills);
            foreach (var outcome in outcomes)
            {
                (outcome.Error?.Reason ?? ErrorReason.PixelWorkerRestarted).ShouldBe(ErrorReason.PixelWorkerRestarted);
                (outcome.Error is not null || outcome.Value.Bytes.Span.SequenceEqual(expected)).ShouldBeTrue("a picture of its own");
            }

            await PixelTests.RewriteAsync(pool, Photo, Target);
        }
    }

    private static Task<Outcome<RewrittenImage>> RunAsync(PixelWorkerPool pool)
        => pool.RewriteAsync(new MemoryByteSource(Photo), Facts.Of(Photo), Target, TestContext.Current.CancellationToken).AsTask();

    // Whichever worker of this pool comes first, at work or not.
    private static async Task<int> KillAsync()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var processId) && IsMarked(folder))
            {
                try
                {
                    using var process = Process.GetProcessById(processId);
                    process.Kill();
                    await WorkerLifeTests.GoneAsync(processId);
                    return 1;
                }
                catch (ArgumentException)
                {
                    // It went by itself between the look and the kill.
                }
            }
        }

        return 0;
    }

    private static bool IsMarked(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "environ")).Contains(Mark, StringComparison.Ordinal)
                && File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(PixelWorkerCommand.Verb, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
