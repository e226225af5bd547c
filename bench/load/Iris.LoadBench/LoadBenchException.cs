namespace Iris.LoadBench;

/// <summary>The run cannot go on; the message is for the person who started it.</summary>
internal sealed class LoadBenchException(string message) : Exception(message);
