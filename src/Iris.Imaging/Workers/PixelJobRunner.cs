using Iris.Core.Model;
using Iris.Imaging.Tesseract;
using Iris.Imaging.Vips;

namespace Iris.Imaging.Workers;

/// <summary>Does one job after the other inside a worker and writes the answers.</summary>
internal sealed class PixelJobRunner(Stream output) : IDisposable
{
    private TextRecognizer? _recognizer;

    /// <summary>Does the job and answers it, with a failure when the image is at fault.</summary>
    public void Run(PixelJob job, EncodedImage image)
    {
        try
        {
            using var upright = UprightImage.Open(image, job.Box.Within(LargestEdge(job.Target)));
            Answer(job, upright);
        }
        catch (PixelFailureException failure)
        {
            Fail(failure.Failure);
        }
        catch (VipsException)
        {
            Fail(PixelFailure.DecodeFailed);
        }
        catch (OutOfMemoryException)
        {
            Fail(PixelFailure.DecodeFailed);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _recognizer?.Dispose();

    private static int LargestEdge(ImageFormat target) => target == ImageFormat.WebP ? PixelCaps.MaxWebPEdge : PixelCaps.MaxEdge;

    private void Answer(PixelJob job, VipsImage upright)
    {
        switch (job.Kind)
        {
            case PixelJobKind.Rasterize:
                using (var pixels = ImageEncoder.ToRgba(upright))
                {
                    Write(upright.Width, upright.Height, pixels.Span);
                }

                break;
            case PixelJobKind.Rewrite:
                using (var file = BudgetedEncoder.Encode(upright, job.Target, job.Quality, job.MaxBytes))
                {
                    Send(new PixelAnswer(PixelFailure.None, job.Target, (byte)file.Quality, file.Width, file.Height, file.Bytes.Length), file.Bytes);
                }

                break;
            case PixelJobKind.ReadText:
                _recognizer ??= new TextRecognizer();
                Write(upright.Width, upright.Height, WordList.Write(_recognizer.Read(upright)).WrittenSpan);
                break;
            default:
                Fail(PixelFailure.UnsupportedFormat);
                break;
        }
    }

    private void Fail(PixelFailure failure) => Send(new PixelAnswer(failure, ImageFormat.Unknown, 0, 0, 0, 0), []);

    private void Write(int width, int height, ReadOnlySpan<byte> payload)
        => Send(new PixelAnswer(PixelFailure.None, ImageFormat.Unknown, 0, width, height, payload.Length), payload);

    private void Send(PixelAnswer answer, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[PixelAnswer.HeadLength];
        answer.Write(head);
        output.Write(head);
        output.Write(payload);
    }
}
