namespace Iris.LoadBench.Results;

/// <summary>A row of the table.</summary>
/// <param name="Size">Name of the body size.</param>
/// <param name="Connections">Keep-alive connections.</param>
/// <param name="Target">Name of the target.</param>
internal readonly record struct Cell(string Size, int Connections, string Target);
