using System.ComponentModel;
using Iris.Core.Model;
using Microsoft.Extensions.Logging;

namespace Iris.Imaging.Workers;

/// <summary>Starts workers until they have greeted, and remembers what the machine lacks. Safe for concurrent use.</summary>
internal sealed class PixelWorkerStarter(PixelWorkerOptions options, TimeProvider time, ILogger logger)
{
    private volatile GatewayError? _unavailable;
    private volatile bool _canReadText;
    private volatile bool _cannotDecodeHeic;

    /// <summary>Set for good once a worker has said that libvips is missing: it will not appear while the program runs.</summary>
    public GatewayError? Unavailable => _unavailable;

    /// <summary>What the last worker said about Tesseract; false before there was one.</summary>
    public bool CanReadText => _canReadText;

    /// <summary>True when the last worker said that libheif is missing; false before there was one.</summary>
    public bool CannotDecodeHeic => _cannotDecodeHeic;

    /// <summary>Starts one. A process that ended before it greeted was perhaps killed from outside: another one gets a chance.</summary>
    public async Task<Outcome<PixelWorker>> StartAsync()
    {
        var from = time.GetTimestamp();
        var worker = await TryStartAsync();
        if (worker is null && time.GetElapsedTime(from) < options.StartTimeout)
        {
            worker = await TryStartAsync();
        }

        if (worker is null)
        {
            Log.WorkerDoesNotStart(logger, string.Join(' ', options.Command.Arguments.Prepend(options.Command.FileName)));
            return PixelErrors.NoStart;
        }

        if (!worker.Hello.HasVips)
        {
            Log.LibraryMissing(logger);
            await worker.DisposeAsync();
            return _unavailable = PixelErrors.Unavailable;
        }

        _canReadText = worker.Hello.CanReadText;
        _cannotDecodeHeic = !worker.Hello.CanDecodeHeic;
        Log.WorkerStarted(logger, worker.Id, (long)time.GetElapsedTime(from).TotalMilliseconds);
        return worker;
    }

    private async Task<PixelWorker?> TryStartAsync()
    {
        PixelWorker worker;
        try
        {
            worker = new PixelWorker(PixelWorkerLauncher.Start(options), time);
        }
        catch (Win32Exception)
        {
            return null;
        }

        if (await worker.GreetAsync(options.StartTimeout))
        {
            return worker;
        }

        await worker.DisposeAsync();
        return null;
    }
}
