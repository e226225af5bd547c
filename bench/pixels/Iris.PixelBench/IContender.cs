namespace Iris.PixelBench;

/// <summary>One way to make the small picture.</summary>
internal interface IContender : IAsyncDisposable
{
    /// <summary>The word in the table.</summary>
    string Name { get; }

    /// <summary>Takes the next picture; not measured.</summary>
    void Load(Picture picture);

    /// <summary>Makes the small picture once.</summary>
    /// <returns>The bytes that came out.</returns>
    Task<long> RunAsync();

    /// <summary>CPU time that this way has used so far, with every process that works for it.</summary>
    TimeSpan CpuTime();
}
