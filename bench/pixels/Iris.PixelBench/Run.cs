using System.Diagnostics;
using Iris.LoadBench.Load;

namespace Iris.PixelBench;

/// <summary>Interleaved rounds over one picture: in each round everyone has one turn, and each round begins with another one.</summary>
internal sealed class Run(IReadOnlyList<IContender> contenders, int rounds)
{
    private const int WarmRounds = 5;

    /// <summary>Measures.</summary>
    /// <returns>Medians, in the order of the contenders.</returns>
    public async Task<Sample[]> MeasureAsync(Picture picture)
    {
        foreach (var contender in contenders)
        {
            contender.Load(picture);
        }

        var samples = contenders.Select(_ => new List<Sample>()).ToArray();
        for (var round = -WarmRounds; round < rounds; round++)
        {
            for (var turn = 0; turn < contenders.Count; turn++)
            {
                var index = (turn + round + WarmRounds) % contenders.Count;
                var sample = await OnceAsync(contenders[index]);
                if (round >= 0)
                {
                    samples[index].Add(sample);
                }
            }
        }

        return [.. samples.Select(Median)];
    }

    private static async Task<Sample> OnceAsync(IContender contender)
    {
        var (cpu, start) = (contender.CpuTime(), Stopwatch.GetTimestamp());
        var bytes = await contender.RunAsync();
        var wall = Stopwatch.GetElapsedTime(start);
        return new(wall.TotalMilliseconds, (contender.CpuTime() - cpu).TotalMilliseconds, bytes);
    }

    private static Sample Median(List<Sample> samples) => new(
        Statistics.Median(samples.Select(sample => sample.WallMilliseconds)),
        Statistics.Median(samples.Select(sample => sample.CpuMilliseconds)),
        samples[0].Bytes);
}
