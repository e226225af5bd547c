using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Iris.LoadBench.Processes;

/// <summary>A process started for this run. Its output goes to a log file in the workspace; disposing it ends it and what it started.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private static readonly string[] Inherited = ["PATH", "HOME", "DOTNET_ROOT", "DOTNET_CLI_HOME"];

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly StreamWriter _log;
    private readonly List<string> _lines = [];

    private ChildProcess(Process process, string logPath)
    {
        _process = process;
        LogPath = logPath;
        _log = new StreamWriter(logPath, append: false) { AutoFlush = true };
    }

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>What it wrote to both outputs.</summary>
    public string LogPath { get; }

    /// <summary>True once it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts it.</summary>
    /// <exception cref="LoadBenchException">The program is not there.</exception>
    public static ChildProcess Start(ChildStart start, Workspace workspace)
    {
        var info = new ProcessStartInfo(start.FileName, start.Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workspace.Folder,
        };
        var kept = Inherited.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name))).Where(pair => pair.Value is not null).ToArray();
        info.Environment.Clear();
        foreach (var (name, value) in kept)
        {
            info.Environment[name] = value;
        }

        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        try
        {
            var child = new ChildProcess(new Process { StartInfo = info }, workspace.PathOf(start.Name + ".log"));
            child.Run();
            workspace.Remember(child.Id);
            return child;
        }
        catch (Win32Exception fault)
        {
            throw new LoadBenchException($"{start.FileName} does not start: {fault.Message}");
        }
    }

    /// <summary>Waits for a line with a prefix and returns the rest of it.</summary>
    /// <exception cref="LoadBenchException">It ended or the time is over.</exception>
    public async Task<string> WaitForLineAsync(string prefix, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < limit && !HasExited)
        {
            lock (_gate)
            {
                if (_lines.Find(line => line.StartsWith(prefix, StringComparison.Ordinal)) is { } found)
                {
                    return found[prefix.Length..];
                }
            }

            await Task.Delay(10, cancellationToken);
        }

        throw new LoadBenchException($"{_process.StartInfo.FileName} wrote no line \"{prefix}…\".\n{Tail()}");
    }

    /// <summary>The last lines it wrote, for a message.</summary>
    public string Tail()
    {
        lock (_gate)
        {
            return string.Join('\n', _lines.TakeLast(15));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = Kill(_process.Id, SigTerm);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
        lock (_gate)
        {
            _log.Dispose();
        }
    }

    private void Run()
    {
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Note(string? line)
    {
        lock (_gate)
        {
            if (line is null || !_log.BaseStream.CanWrite)
            {
                return;
            }

            _log.WriteLine(line);
            if (_lines.Count < 1000)
            {
                _lines.Add(line);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int processId, int signal);
}
