namespace Iris.LoadBench.Load;

/// <summary>How long a cell runs. A slow target gets up to three windows, until each connection has had two answers.</summary>
/// <param name="Connections">Keep-alive connections, one request in flight on each.</param>
/// <param name="Warm">Time before the window.</param>
/// <param name="Window">Time that counts.</param>
internal sealed record CellPlan(int Connections, TimeSpan Warm, TimeSpan Window)
{
    /// <summary>After this the last request of a connection is given up and counts as an error.</summary>
    public TimeSpan Deadline => Warm + (3 * Window) + TimeSpan.FromSeconds(60);
}
