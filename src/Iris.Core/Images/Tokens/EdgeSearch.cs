namespace Iris.Core.Images.Tokens;

/// <summary>Looks for the largest edge that is cheap enough, with bounded work over all images of a request. Not safe for concurrent use.</summary>
/// <remarks>
/// No rule grows steadily with the size, so only trying every edge from the top is exact. That is done while
/// <see cref="ExactCounts"/> last. Then edges are tried in steps of 1/64, and the last step is halved: what is found is
/// always cheap enough, and below the largest such edge by no more than a step, unless that one lies between two steps
/// that are both too dear (a pocket of a rule of tiles).
/// </remarks>
/// <param name="exactCounts">Counts that may be spent on trying every edge.</param>
internal sealed class EdgeSearch(int exactCounts = EdgeSearch.ExactCounts)
{
    /// <summary>Counts of a request that may be spent on trying every edge: sixteen photos of 4 096 px at worst, about 5 ms.</summary>
    public const int ExactCounts = 65_536;

    /// <summary>One search in steps tries no more edges than this.</summary>
    public const int MostCoarseTries = 450;

    private const int StepsOfEdge = 64;

    /// <summary>Counts so far.</summary>
    public long Counts { get; private set; }

    /// <summary>Finds an edge.</summary>
    /// <param name="top">The largest that is tried; at most <see cref="HardCaps.MaxEdge"/>.</param>
    /// <param name="countsOfTry">Counts that one try costs at most.</param>
    /// <param name="fits">True for an edge that is cheap enough.</param>
    /// <returns>0 when none was found.</returns>
    public int Largest(int top, int countsOfTry, Func<int, bool> fits)
    {
        var edge = Math.Min(top, HardCaps.Default.MaxEdge);
        for (; edge > 0 && Counts < exactCounts; edge--)
        {
            if (Try(edge, countsOfTry, fits))
            {
                return edge;
            }
        }

        // Above it everything was tried.
        var tooLarge = edge + 1;
        for (; edge > 0; edge = Below(edge))
        {
            if (Try(edge, countsOfTry, fits))
            {
                return Halve(edge, tooLarge, countsOfTry, fits);
            }

            tooLarge = edge;
        }

        return 0;
    }

    /// <summary>The next edge of a search in steps.</summary>
    private static int Below(int edge) => edge - Math.Max(1, edge / StepsOfEdge);

    private int Halve(int fitting, int tooLarge, int countsOfTry, Func<int, bool> fits)
    {
        while (tooLarge - fitting > 1)
        {
            var middle = fitting + ((tooLarge - fitting) / 2);
            (fitting, tooLarge) = Try(middle, countsOfTry, fits) ? (middle, tooLarge) : (fitting, middle);
        }

        return fitting;
    }

    private bool Try(int edge, int countsOfTry, Func<int, bool> fits)
    {
        Counts += countsOfTry;
        return fits(edge);
    }
}
