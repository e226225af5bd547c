using System.Globalization;
using Iris.Core.Images;
using Iris.Core.Model;
using Iris.Core.Wire;

namespace Iris.Gateway.Tests.Imaging;

public sealed class WorkerLimitTests
{
    private static readonly byte[] Picture = TestPng.Rgba(64, 64, (x, y) => ((byte)x, (byte)y, (byte)(x * y), 255));

    [Fact]
    public async Task Worker_Started_HasItsMemoryLimitAndNoCoreFile()
    {
        var (pool, processId) = await WorkerPools.StartOneAsync();
        await using var _ = pool;

        var limits = await File.ReadAllLinesAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/limits"), TestContext.Current.CancellationToken);

        Limit("Max data size").ShouldBe(512L * 1024 * 1024);
        Limit("Max core file size").ShouldBe(0);

        long Limit(string name)
        {
            var fields = limits.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            fields[1].ShouldBe(fields[0], "the hard limit is the soft limit");
            return long.Parse(fields[0], CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task Worker_Started_SeesNoSecretOfTheGateway()
    {
        const string Secret = "sk-test-worker-must-not-see-this";
        Environment.SetEnvironmentVariable("IRIS_TEST_WORKER_SECRET", Secret);
        var (pool, processId) = await WorkerPools.StartOneAsync();
        await using var _ = pool;

        var environment = await File.ReadAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/environ"), TestContext.Current.CancellationToken);

        environment.ShouldNotContain(Secret);
        environment.ShouldContain("OMP_THREAD_LIMIT=1");
    }

    [Fact]
    public async Task Decode_ThatNeedsMoreThanTheDataLimit_IsAnErrorAndTheNextRequestWorks()
    {
        // A limit at which .NET starts, and an image whose pixels alone are larger.
        await using var pool = WorkerPools.Start(WorkerPools.Options with { Workers = 1, DataLimitBytes = 160L * 1024 * 1024 });
        var large = TestPng.Rgba(7_000, 7_000, (_, _) => (9, 9, 9, 255));

        var outcome = await pool.RasterizeAsync(new MemoryByteSource(large), Facts.Of(large), 16_384, TestContext.Current.CancellationToken);

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageDecodeFailed);
        await PixelTests.RasterizeAsync(pool, Picture, 64);
    }

    [Fact]
    public async Task Worker_OverTheResidentLimit_IsKilled()
    {
        var (pool, processId) = await WorkerPools.StartOneAsync(WorkerPools.Options with { ResidentLimitBytes = 1024 * 1024 });
        await using var _ = pool;
        using var gate = new GatedByteSource(Picture);
        var running = Task.Run(() => pool.RasterizeAsync(gate, Facts.Of(Picture), 64, TestContext.Current.CancellationToken).AsTask(), TestContext.Current.CancellationToken);
        await gate.Reached;
        await WorkerLifeTests.GoneAsync(processId);
        gate.Open();

        var error = (await running).Error.ShouldNotBeNull();
        error.Reason.ShouldBe(ErrorReason.ImageDecodeFailed);
        error.Message.ShouldContain("memory");
    }

    [Fact]
    public async Task Queue_Full_RefusesTheNextAndServesTheWaiting()
    {
        var (pool, _) = await WorkerPools.StartOneAsync(WorkerPools.Options with { QueuePerWorker = 2 });
        await using var __ = pool;
        using var gate = new GatedByteSource(Picture);
        var running = Task.Run(() => pool.RasterizeAsync(gate, Facts.Of(Picture), 64, TestContext.Current.CancellationToken).AsTask(), TestContext.Current.CancellationToken);
        await gate.Reached;
        var waiting = Enumerable.Range(0, 2).Select(_ => RasterizeAsync()).ToArray();
        pool.Crew.Waiting.ShouldBe(2);

        var refused = await RasterizeAsync();
        gate.Open();

        refused.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.PixelWorkersBusy);
        refused.Error.RetryAfterSeconds.ShouldNotBeNull();
        (await running).Succeeded.ShouldBeTrue();
        (await Task.WhenAll(waiting)).ShouldAllBe(outcome => outcome.Succeeded);

        Task<Outcome<Raster>> RasterizeAsync()
            => pool.RasterizeAsync(new MemoryByteSource(Picture), Facts.Of(Picture), 64, TestContext.Current.CancellationToken).AsTask();
    }

    [Fact]
    public async Task Pool_UnderManyRequests_NeverHasMoreWorkersThanAsked()
    {
        await using var pool = WorkerPools.Start(WorkerPools.Options with { Workers = 2, QueuePerWorker = 50 });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
            pool.RewriteAsync(new MemoryByteSource(Picture), Facts.Of(Picture), new RewriteTarget(ImageFormat.Jpeg, 32, 32, 80, null), TestContext.Current.CancellationToken).AsTask()));

        outcomes.ShouldAllBe(outcome => outcome.Succeeded);
        pool.Crew.IdleProcesses.Count.ShouldBeLessThanOrEqualTo(2);
    }
}
