using System.Diagnostics;
using System.Globalization;

namespace Iris.PixelBench;

/// <summary>Debian's command as a whole process, from file to file.</summary>
internal sealed class CommandContender : IContender
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iris-pixels-").FullName;

    public string Name => "vipsthumbnail, whole process";

    /// <summary>The version line of the command, or null when it is not installed.</summary>
    public static string? Version()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("vipsthumbnail", ["--vips-version"]) { RedirectStandardOutput = true })!;
            var line = process.StandardOutput.ReadLine();
            process.WaitForExit();
            return line;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public void Load(Picture picture) => File.WriteAllBytes(In, picture.Jpeg);

    public async Task<long> RunAsync()
    {
        string[] arguments =
        [
            In, "--size", string.Create(CultureInfo.InvariantCulture, $"{Assignment.Edge}x{Assignment.Edge}>"),
            "--output", string.Create(CultureInfo.InvariantCulture, $"{Out}[Q={Assignment.Quality},strip]"),
        ];
        using var process = Process.Start(new ProcessStartInfo("vipsthumbnail", arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? new FileInfo(Out).Length
            : throw new LoadBench.LoadBenchException($"vipsthumbnail failed: {await process.StandardError.ReadToEndAsync()}");
    }

    public TimeSpan CpuTime() => ProcessCpu.OfEndedChildren();

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string In => Path.Combine(_folder, "in.jpg");

    private string Out => Path.Combine(_folder, "out.jpg");
}
