using System.ComponentModel;
using Iris.Core.Model;
using Microsoft.Extensions.Logging;

namespace Iris.Imaging.Workers;

/// <summary>Starts workers until they have greeted, and remembers what the machine lacks. Safe for concurrent use.</summary>
internal sealed class PixelWorkerStarter(PixelWorkerOptions options, TimeProvider time, ILogger logger)
{
    private volatile GatewayError? _unavailable;
    private volatile bool _canReadText;

    /// <summary>Set for good once a worker has said that libvips is missing: it will not appear while the program runs.</summary>
    public GatewayError? Unavailable => _unavailable;

    /// <summary>What the last worker said about Tesseract; false before there was one.</summary>
    public bool CanReadText => _canReadText;

    /// <summary>Starts one.</summary>
    public async Task<Outcome<PixelWorker>> StartAsync()
    {
        var from = time.GetTimestamp();
        PixelWorker worker;
        try
        {
            worker = new PixelWorker(PixelWorkerLauncher.Start(options), time);
        }
        catch (Win32Exception)
        {
            return Fail();
        }

        if (!await worker.GreetAsync(options.StartTimeout))
        {
            await worker.DisposeAsync();
            return Fail();
        }

        if (!worker.Hello.HasVips)
        {
            Log.LibraryMissing(logger);
            await worker.DisposeAsync();
            return _unavailable = PixelErrors.Unavailable;
        }

        _canReadText = worker.Hello.CanReadText;
        Log.WorkerStarted(logger, worker.Id, (long)time.GetElapsedTime(from).TotalMilliseconds);
        return worker;
    }

    private GatewayError Fail()
    {
        Log.WorkerDoesNotStart(logger, string.Join(' ', options.Command.Arguments.Prepend(options.Command.FileName)));
        return PixelErrors.NoStart;
    }
}
