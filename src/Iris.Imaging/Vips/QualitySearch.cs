namespace Iris.Imaging.Vips;

/// <summary>Looks for the best quality whose file stays within a budget, in few tries.</summary>
/// <remarks>
/// The size of a JPEG falls with the scale of its quantisation tables by a power near 0.65 (WebP by a similar one), so one
/// known size tells about where to try next, and two make a line on logarithmic axes. Guesses only choose what is tried:
/// a quality is the answer only when its file was made and fits.
/// </remarks>
internal sealed class QualitySearch
{
    private const double TypicalPower = 0.65;

    // A file that uses this much of the budget is as good as the best one.
    private const double CloseEnough = 0.95;
    private const double Aim = 0.97;
    private const double CautiousAim = 0.75;

    private readonly int _worst;
    private readonly long _maxBytes;
    private int _triesLeft;
    private int _misses;
    private (int Quality, long Bytes) _fits;
    private (int Quality, long Bytes) _tooLarge;

    /// <summary>Begins a search.</summary>
    /// <param name="best">Best quality to consider, 1 to 100.</param>
    /// <param name="worst">Worst one, at most <paramref name="best"/>.</param>
    /// <param name="first">The quality to try first, between the two.</param>
    /// <param name="maxBytes">The budget.</param>
    /// <param name="tries">Most files to be made, at least 2.</param>
    public QualitySearch(int best, int worst, int first, long maxBytes, int tries)
    {
        _worst = worst;
        _maxBytes = maxBytes;
        _triesLeft = tries;
        _tooLarge = (best + 1, 0);
        Next = first;
    }

    /// <summary>The quality to try now; null when the search is over.</summary>
    public int? Next { get; private set; }

    /// <summary>Tells how large the file of <see cref="Next"/> became.</summary>
    /// <returns>True when it fits, and is thereby the best so far.</returns>
    public bool Report(long bytes)
    {
        var quality = Next ?? throw new InvalidOperationException("The search is over.");
        var isFit = bytes <= _maxBytes;
        if (isFit)
        {
            _fits = (quality, bytes);
        }
        else
        {
            _tooLarge = (quality, bytes);
            _misses++;
        }

        _triesLeft--;
        Next = IsOver() ? null : Guess();
        return isFit;
    }

    private bool IsOver() => _triesLeft == 0
        || _tooLarge.Quality <= _worst
        || _tooLarge.Quality - _fits.Quality <= 1
        || _fits.Bytes >= CloseEnough * _maxBytes;

    private int Guess()
    {
        var (lowest, highest) = (Math.Max(_worst, _fits.Quality + 1), _tooLarge.Quality - 1);
        var isLastChance = _fits.Quality == 0 && _triesLeft == 1;
        if (isLastChance && _misses > 1)
        {
            return _worst;
        }

        var known = _tooLarge.Bytes > 0 ? _tooLarge : _fits;
        var scale = Math.Log(Scale(known.Quality)) + (Math.Log(known.Bytes / ((isLastChance ? CautiousAim : Aim) * _maxBytes)) / Power());
        return Math.Clamp(QualityOf(Math.Exp(scale)), lowest, highest);
    }

    private double Power()
    {
        if (_fits.Bytes == 0 || _tooLarge.Bytes == 0)
        {
            return TypicalPower;
        }

        var power = Math.Log((double)_tooLarge.Bytes / _fits.Bytes) / Math.Log(Scale(_fits.Quality) / Scale(_tooLarge.Quality));
        return Math.Max(power, 0.1);
    }

    // The scale of the quantisation tables as libjpeg defines it.
    private static double Scale(int quality) => quality < 50 ? 50d / quality : Math.Max(2 - (quality / 50d), 0.01);

    private static int QualityOf(double scale) => (int)(scale > 1 ? 50 / scale : 50 * (2 - scale));
}
