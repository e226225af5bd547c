using System.Diagnostics;
using System.Globalization;
using Iris.Core.Model;
using Iris.Core.Wire;
using Iris.Imaging.Workers;

namespace Iris.Gateway.Tests.Imaging;

public sealed class WorkerLifeTests
{
    private static readonly byte[] Picture = TestPng.Rgba(64, 64, (x, y) => ((byte)x, (byte)y, (byte)(x * y), 255));

    [Theory]
    [InlineData("KILL", ErrorReason.PixelWorkerRestarted)]
    [InlineData("SEGV", ErrorReason.ImageDecodeFailed)]
    [InlineData("ABRT", ErrorReason.ImageDecodeFailed)]
    public async Task Worker_DiesInTheMiddle_CostsOneRequestOneClearError(string signal, string reason)
    {
        var (pool, processId) = await WorkerPools.StartOneAsync();
        await using var _ = pool;
        using var gate = new GatedByteSource(Picture);
        var running = Task.Run(() => pool.RasterizeAsync(gate, Facts.Of(Picture), 64, TestContext.Current.CancellationToken).AsTask(), TestContext.Current.CancellationToken);
        await gate.Reached;

        await SendAsync(signal, processId);
        await GoneAsync(processId);
        gate.Open();

        (await running).Error.ShouldNotBeNull().Reason.ShouldBe(reason);
        await PixelTests.RasterizeAsync(pool, Picture, 64);
        pool.Crew.IdleProcesses.ShouldHaveSingleItem().ShouldNotBe(processId);
    }

    [Fact]
    public async Task Worker_DiesWhileIdle_CostsNoRequestAnything()
    {
        var (pool, processId) = await WorkerPools.StartOneAsync();
        await using var _ = pool;

        await SendAsync("KILL", processId);
        await GoneAsync(processId);

        await PixelTests.RasterizeAsync(pool, Picture, 64);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Worker_SignalledLikeTheWholeGroup_KeepsWorking(string signal)
    {
        var (pool, processId) = await WorkerPools.StartOneAsync();
        await using var _ = pool;

        await SendAsync(signal, processId);
        await PixelTests.RasterizeAsync(pool, Picture, 64);

        pool.Crew.IdleProcesses.ShouldHaveSingleItem().ShouldBe(processId);
    }

    [Fact]
    public async Task Worker_ThatHangs_IsKilledAtTheDeadline()
    {
        var (pool, processId) = await WorkerPools.StartOneAsync(WorkerPools.Options with { DecodeTimeout = TimeSpan.FromMilliseconds(300) });
        await using var _ = pool;
        await SendAsync("STOP", processId);

        var outcome = await pool.RasterizeAsync(new MemoryByteSource(Picture), Facts.Of(Picture), 64, TestContext.Current.CancellationToken);

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageDecodeFailed);
        outcome.Error.Message.ShouldContain("0.3 s");
        await GoneAsync(processId);
    }

    [Fact]
    public async Task Pool_AfterADeadline_HasAFreshWorker()
    {
        var time = new ManualDeadlines();
        await using var pool = new PixelWorkerPool(WorkerPools.Options with { Workers = 1 }, time, Microsoft.Extensions.Logging.Abstractions.NullLogger<PixelWorkerPool>.Instance);
        await pool.WarmUpAsync(TestContext.Current.CancellationToken);
        var processId = pool.Crew.IdleProcesses.ShouldHaveSingleItem();
        await SendAsync("STOP", processId);
        var running = pool.RasterizeAsync(new MemoryByteSource(Picture), Facts.Of(Picture), 64, TestContext.Current.CancellationToken).AsTask();

        time.FireDeadlines();

        (await running).Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.ImageDecodeFailed);
        await PixelTests.RasterizeAsync(pool, Picture, 64);
    }

    [Fact]
    public async Task Caller_GivesUp_GetsAwayAtOnceAndTheNextRequestWorks()
    {
        var (pool, processId) = await WorkerPools.StartOneAsync();
        await using var _ = pool;
        await SendAsync("STOP", processId);
        using var patience = new CancellationTokenSource();
        var running = pool.RasterizeAsync(new MemoryByteSource(Picture), Facts.Of(Picture), 64, patience.Token).AsTask();

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        await PixelTests.RasterizeAsync(pool, Picture, 64);
    }

    [Fact]
    public async Task Pool_Disposed_LeavesNoProcess()
    {
        var (pool, processId) = await WorkerPools.StartOneAsync();

        await pool.DisposeAsync();

        await GoneAsync(processId);
    }

    [Fact]
    public async Task Program_ThatIsNoWorker_GivesUnavailableWithARemedy()
    {
        await using var pool = WorkerPools.Start(WorkerPools.Options with { Command = new PixelWorkerCommand("/bin/true", []) });

        var outcome = await pool.RasterizeAsync(new MemoryByteSource(Picture), Facts.Of(Picture), 64, TestContext.Current.CancellationToken);

        outcome.Error.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.PixelWorkersUnavailable);
    }

    [Fact]
    public async Task Program_WithoutLibvips_GivesUnavailableWithARemedy()
    {
        using var folder = new FolderWithoutLibvips();
        await using var pool = WorkerPools.Start(WorkerPools.Options with { Command = new PixelWorkerCommand(Path.Combine(folder.Path, "iris"), [PixelWorkerCommand.Verb]) });

        var warm = await pool.WarmUpAsync(TestContext.Current.CancellationToken);
        var outcome = await pool.RasterizeAsync(new MemoryByteSource(Picture), Facts.Of(Picture), 64, TestContext.Current.CancellationToken);

        warm.ShouldNotBeNull().Reason.ShouldBe(ErrorReason.PixelWorkersUnavailable);
        pool.CannotDecode(ImageFormat.Jpeg).ShouldBe(warm);
        pool.CannotDecode(ImageFormat.Heic).ShouldBe(warm);
        outcome.Error.ShouldNotBeNull().Message.ShouldContain("npm ci --ignore-scripts");
    }

    internal static async Task SendAsync(string signal, int processId)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {processId}")]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        kill.ExitCode.ShouldBe(0);
    }

    internal static async Task GoneAsync(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }
}
