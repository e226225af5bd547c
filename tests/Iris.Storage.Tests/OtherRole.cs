using System.Diagnostics;

namespace Iris.Storage.Tests;

/// <summary>Starts this test program again, in a role that an environment variable names and a module initializer takes up.</summary>
internal static class OtherRole
{
    /// <summary>Starts; whoever called kills it or waits for its end.</summary>
    /// <param name="variable">Names the role.</param>
    /// <param name="value">What the role needs to know.</param>
    public static Process Start(string variable, string value)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[variable] = value;
        return Process.Start(start)!;
    }
}
