using System.Buffers;
using Iris.Core.Wire;
using Iris.Imaging.Vips;

namespace Iris.Imaging.Workers;

/// <summary>The gateway's ends of a worker's two pipes.</summary>
/// <remarks>A blocked read or write ends when the process dies, so nothing here needs a cancellation of its own.</remarks>
internal sealed class WorkerPipe(Stream input, Stream output)
{
    private const int ChunkSize = 64 * 1024;
    private const long MaxPayload = PixelCaps.MaxPixels * 4;

    /// <summary>Waits for the first bytes of the worker.</summary>
    /// <returns>Null when it ended first, or said something else.</returns>
    public async Task<WorkerHello?> GreetAsync()
    {
        var bytes = new byte[WorkerHello.Length];
        var read = await output.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length && WorkerHello.TryRead(bytes, out var hello) ? hello : null;
    }

    /// <summary>Streams head and image in pieces, so that the image is never joined on this side.</summary>
    /// <exception cref="IOException">The worker is gone.</exception>
    public async Task SendAsync(PixelJob job, ByteSource image)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            job.Write(chunk);
            var filled = PixelJob.HeadLength;
            for (long offset = 0; offset < job.Length;)
            {
                var want = (int)Math.Min(chunk.Length - filled, job.Length - offset);
                var read = image.Read(offset, chunk.AsSpan(filled, want));
                if (read == 0)
                {
                    throw new InvalidOperationException("The image is shorter than its length.");
                }

                offset += read;
                await input.WriteAsync(chunk.AsMemory(0, filled + read));
                filled = 0;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Waits for the answer.</summary>
    /// <returns>The answer; or <see cref="WorkerEnd.Lost"/> when the worker ended, <see cref="WorkerEnd.Nonsense"/> when it wrote something else.</returns>
    /// <exception cref="IOException">The worker is gone.</exception>
    public async Task<PixelReply> ReceiveAsync()
    {
        var head = new byte[PixelAnswer.HeadLength];
        var read = await output.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false);
        if (read < head.Length)
        {
            return PixelReply.Ended(WorkerEnd.Lost);
        }

        if (!PixelAnswer.TryRead(head, out var answer) || answer.Length is < 0 or > MaxPayload)
        {
            return PixelReply.Ended(WorkerEnd.Nonsense);
        }

        var payload = GC.AllocateUninitializedArray<byte>((int)answer.Length);
        await output.ReadExactlyAsync(payload);
        return new PixelReply(WorkerEnd.None, answer, payload);
    }

    /// <summary>Tells the worker to leave, by the end of its input.</summary>
    public ValueTask CloseInputAsync() => input.DisposeAsync();
}
