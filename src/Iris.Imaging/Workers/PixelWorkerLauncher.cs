using System.Diagnostics;
using System.Globalization;

namespace Iris.Imaging.Workers;

/// <summary>Starts worker processes with their limits and an environment without secrets.</summary>
internal static class PixelWorkerLauncher
{
    // A limit can be set only from inside the process that will be the worker, hence the shell before the exec. It is
    // RLIMIT_DATA and not RLIMIT_AS, because .NET reserves far more address space than it uses. No core file, which would
    // hold the picture, and no stderr, on which native libraries quote it.
    private const string Script = "ulimit -c 0; ulimit -d \"$1\" || exit 9; shift; exec \"$@\" 2>/dev/null";

    private static readonly string[] Inherited = ["PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "TESSDATA_PREFIX"];

    /// <summary>Starts one; the caller reads its hello from standard output.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no shell, or no process can be made.</exception>
    public static Process Start(PixelWorkerOptions options)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        string[] shell = ["-c", Script, PixelWorkerCommand.Verb, (options.DataLimitBytes / 1024).ToString(CultureInfo.InvariantCulture)];
        foreach (var argument in shell.Append(options.Command.FileName).Concat(options.Command.Arguments))
        {
            start.ArgumentList.Add(argument);
        }

        SetEnvironment(start.Environment);
        return Process.Start(start)!;
    }

    private static void SetEnvironment(IDictionary<string, string?> environment)
    {
        var kept = Inherited.Where(environment.ContainsKey).ToDictionary(name => name, name => environment[name]);
        environment.Clear();
        foreach (var (name, value) in kept)
        {
            environment[name] = value;
        }

        // Tesseract with several OpenMP threads is ten times slower than with one.
        environment["OMP_THREAD_LIMIT"] = "1";
        environment["MALLOC_ARENA_MAX"] = "2";
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_gcConcurrent"] = "0";
        // 4 MiB (the value is hexadecimal): left alone, a worker lets tens of megabytes of small garbage pile up first.
        environment["DOTNET_GCgen0size"] = "400000";
        environment["DOTNET_TieredPGO"] = "0";
        environment["DOTNET_EnableDiagnostics"] = "0";
    }
}
