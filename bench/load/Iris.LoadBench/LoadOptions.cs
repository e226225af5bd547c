using System.Globalization;
using Iris.LoadBench.Bodies;
using Iris.LoadBench.Targets;

namespace Iris.LoadBench;

/// <summary>The command line of a run.</summary>
internal sealed record LoadOptions
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Usage = """
        bench/load/run [options]        nginx, Portkey and Iris in front of one sink, side by side, on loopback
          --rounds N                    interleaved rounds, 1 to 20 (5)
          --seconds N                   length of the window of a cell, 1 to 60 (3)
          --warm N                      seconds before it, 0 to 60 (2)
          --sizes 1KB,1MB,27MB          bodies
          --connections 1,16            keep-alive connections, each 1 to 256
          --targets direct,nginx,iris,portkey
          --iris-config FILE            YAML lines added to the configuration of Iris
          --no-docs                     print only; leave docs/benchmarks.md as it is
          --memory                      instead: simultaneous uploads of 20 MB images to each target; statuses and peak memory
          --uploads N                   how many, 1 to 1000 (200)
          --bytes-in-flight N           MiB of bodies that Iris may hold then, 64 to 65536 (1024); --iris-config replaces it
        """;

    /// <summary>Interleaved rounds.</summary>
    public int Rounds { get; private set; } = 5;

    /// <summary>Seconds that count in a cell.</summary>
    public int Seconds { get; private set; } = 3;

    /// <summary>Seconds before them.</summary>
    public int Warm { get; private set; } = 2;

    /// <summary>Body sizes.</summary>
    public IReadOnlyList<BodySize> Sizes { get; private set; } = BodySize.All;

    /// <summary>Connections.</summary>
    public IReadOnlyList<int> Connections { get; private set; } = [1, 16];

    /// <summary>Targets, in the order of the table; null for the default of the mode.</summary>
    public IReadOnlyList<ITarget>? Targets { get; private set; }

    /// <summary>File with more configuration for Iris, or null.</summary>
    public string? IrisConfiguration { get; private set; }

    /// <summary>True to write the page.</summary>
    public bool WritesDocs { get; private set; } = true;

    /// <summary>True for the memory run.</summary>
    public bool Memory { get; private set; }

    /// <summary>Uploads of the memory run.</summary>
    public int Uploads { get; private set; } = 200;

    /// <summary>MiB of request bodies that Iris may hold in the memory run.</summary>
    public int BytesInFlight { get; private set; } = 1024;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="LoadBenchException">An option or value is wrong.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        for (var index = 0; index < arguments.Count; index++)
        {
            if (options.TakeFlag(arguments[index]))
            {
                continue;
            }

            var name = arguments[index];
            index++;
            options.TakeValue(name, index < arguments.Count ? arguments[index] : throw Wrong(name, "needs a value"));
        }

        return options;
    }

    private bool TakeFlag(string name)
    {
        switch (name)
        {
            case "--memory":
                Memory = true;
                return true;
            case "--no-docs":
                WritesDocs = false;
                return true;
            default:
                return false;
        }
    }

    private void TakeValue(string name, string value)
    {
        switch (name)
        {
            case "--rounds":
                Rounds = Number(name, value, 1, 20);
                break;
            case "--seconds":
                Seconds = Number(name, value, 1, 60);
                break;
            case "--warm":
                Warm = Number(name, value, 0, 60);
                break;
            case "--uploads":
                Uploads = Number(name, value, 1, 1000);
                break;
            case "--bytes-in-flight":
                BytesInFlight = Number(name, value, 64, 65536);
                break;
            case "--connections":
                Connections = [.. Split(value).Select(part => Number(name, part, 1, 256))];
                break;
            case "--sizes":
                Sizes = [.. Split(value).Select(part => BodySize.Find(part) ?? throw Wrong(name, $"knows no size {part}"))];
                break;
            case "--targets":
                Targets = ParseTargets(name, value);
                break;
            case "--iris-config":
                IrisConfiguration = File.Exists(value) ? value : throw Wrong(name, $"finds no file {value}");
                break;
            default:
                throw Wrong(name, "is unknown");
        }
    }

    private static ITarget[] ParseTargets(string name, string value)
    {
        var names = Split(value);
        var unknown = names.FirstOrDefault(part => TargetList.All.All(target => target.Name != part));
        return unknown is null
            ? [.. TargetList.All.Where(target => names.Contains(target.Name))]
            : throw Wrong(name, $"knows no target {unknown}");
    }

    private static string[] Split(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(name, $"takes a number from {least} to {most}, not {value}");

    private static LoadBenchException Wrong(string name, string why) => new($"{name} {why}.\n\n{Usage}");
}
