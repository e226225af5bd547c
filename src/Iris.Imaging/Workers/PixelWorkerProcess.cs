using System.Runtime.InteropServices;
using Iris.Imaging.Tesseract;
using Iris.Imaging.Vips;
using Microsoft.Win32.SafeHandles;

namespace Iris.Imaging.Workers;

/// <summary>The body of <c>iris pixel-worker</c>: reads jobs on standard input, writes answers on standard output, one at a time, until the input ends.</summary>
public static class PixelWorkerProcess
{
    private const int Done = 0;
    private const int NoLibrary = 3;
    private const int BrokenInput = 4;

    /// <summary>Runs until the gateway closes the pipe or is gone.</summary>
    /// <returns>The exit code: 0 at the end of the input, 3 without libvips, 4 when the input is no job.</returns>
    public static int Run()
    {
        // The gateway decides when a worker ends. Ctrl-C and a service manager signal the whole group, and a worker that
        // obeyed would take down requests that the gateway is still finishing.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ignore);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ignore);
        using var input = OpenStandard(0, FileAccess.Read);
        using var output = OpenStandard(1, FileAccess.Write);

        var hello = new WorkerHello(VipsLibrary.TryStart(), TesseractEngine.IsPresent, HeicDecoder.IsPresent);
        Span<byte> bytes = stackalloc byte[WorkerHello.Length];
        hello.Write(bytes);
        output.Write(bytes);
        return hello.HasVips ? Serve(input, output) : NoLibrary;
    }

    private static int Serve(Stream input, Stream output)
    {
        using var runner = new PixelJobRunner(output);
        Span<byte> head = stackalloc byte[PixelJob.HeadLength];
        while (true)
        {
            var read = input.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (read == 0)
            {
                return Done;
            }

            if (read < head.Length || !PixelJob.TryRead(head, out var job) || job.Length is <= 0 or > PixelCaps.MaxBytes)
            {
                return BrokenInput;
            }

            using var image = new EncodedImage(job.Format, (int)job.Length);
            if (input.ReadAtLeast(image.Span, image.Span.Length, throwOnEndOfStream: false) < image.Span.Length)
            {
                return BrokenInput;
            }

            runner.Run(job, image);
        }
    }

    private static void Ignore(PosixSignalContext context) => context.Cancel = true;

    private static FileStream OpenStandard(int descriptor, FileAccess access)
        => new(new SafeFileHandle(descriptor, ownsHandle: false), access, bufferSize: 0);
}
