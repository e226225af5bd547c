using BenchmarkDotNet.Attributes;
using Iris.Core.Wire;

namespace Iris.Benchmarks;

/// <summary>What holding a request body costs: written in the pieces that Kestrel's pipe hands over, read once, given back.</summary>
public class RequestBodyBenchmarks
{
    /// <summary>The length of a block of the connection's memory pool.</summary>
    private const int Piece = 64 * 1024;

    private readonly BlockPool _pool = new(64 * 1024 * 1024);
    private byte[] _piece = [];

    /// <summary>Length of the body.</summary>
    [Params(1_000, 1_000_000, 26_700_000)]
    public int Bytes { get; set; }

    /// <summary>Makes the bytes that every append copies from, and fills the pool.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _piece = new byte[Piece];
        new Random(4747).NextBytes(_piece);
        Append().Dispose();
    }

    /// <summary>Append, read every run, dispose; the length was announced.</summary>
    [Benchmark]
    public int AppendAndRead()
    {
        using var body = Append();
        return ReadAll(body);
    }

    /// <summary>The same for a chunked body, whose length nobody announced.</summary>
    [Benchmark]
    public int AppendAndReadUnannounced()
    {
        using var body = new RequestBody(_pool, expectedLength: null);
        AppendTo(body);
        return ReadAll(body);
    }

    private RequestBody Append()
    {
        var body = new RequestBody(_pool, Bytes);
        AppendTo(body);
        return body;
    }

    private void AppendTo(RequestBody body)
    {
        for (var left = Bytes; left > 0; left -= Piece)
        {
            body.Append(_piece.AsSpan(0, Math.Min(left, Piece)));
        }
    }

    private static int ReadAll(RequestBody body)
    {
        var sum = 0;
        for (var position = 0L; position < body.Length;)
        {
            var run = body.Run(position, body.Length - position).Span;
            sum += run[^1];
            position += run.Length;
        }

        return sum;
    }
}
