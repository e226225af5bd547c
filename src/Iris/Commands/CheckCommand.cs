using System.CommandLine;
using System.Runtime.InteropServices;
using Iris.DataFolder;

namespace Iris.Commands;

/// <summary><c>iris check</c>: looks at configuration and environment, starts nothing, changes nothing.</summary>
internal static class CheckCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("check", "Look at the configuration and the environment, and report every mistake at once.");
        command.SetAction(_ =>
        {
            var report = Look(surroundings);
            report.Print(surroundings);
            return report.Mistakes.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    /// <summary>Looks at everything.</summary>
    public static CheckReport Look(Surroundings surroundings)
    {
        var report = new CheckReport();
        if (Try(report, DataFolderLocation.Variable, () => DataFolderLocation.Resolve(surroundings.Environment, surroundings.CurrentDirectory)) is { } folder)
        {
            LookAtFolder(report, folder);
        }

        Try(report, OperatorKey.Variable, () => OperatorKey.Read(surroundings.Environment));
        Try(report, GatewayStart.PortVariable, () => GatewayStart.PortFrom(surroundings)?.ToString());
        LookAtTesseract(report);
        return report;
    }

    private static void LookAtFolder(CheckReport report, string folder)
    {
        if (!Directory.Exists(folder))
        {
            report.Add($"data     {folder} (created at the first start)");
            return;
        }

        report.Add($"data     {folder}");
        if (LockFile.ReadHolder(folder) is { } holder)
        {
            report.Add($"running  {holder.Describe()}");
        }

        if (File.Exists(DefaultKeyFile.PathIn(folder)))
        {
            if (DefaultKeyFile.TryRead(folder) is null)
            {
                report.Add(DefaultKeyFile.PathIn(folder), "holds no key of the form sk-iris- and 43 characters", "Delete it: the next start writes a new key.");
            }
            else
            {
                report.Add($"key      {DefaultKeyFile.PathIn(folder)}");
            }
        }
    }

    private static void LookAtTesseract(CheckReport report)
    {
        var present = NativeLibrary.TryLoad("libtesseract.so.5", out var library);
        if (present)
        {
            NativeLibrary.Free(library);
        }

        report.Add(present
            ? "text     Tesseract is installed: text in images is read"
            : "text     Tesseract is missing: text in images is not read (apt-get install libtesseract5 tesseract-ocr-eng)");
    }

    private static string? Try(CheckReport report, string where, Func<string?> look)
    {
        try
        {
            return look();
        }
        catch (DataFolderException failure)
        {
            report.Add(where, failure.Message, failure.Remedy);
        }
        catch (CommandFailure failure)
        {
            report.Add(where, failure.Message, failure.Remedy);
        }

        return null;
    }
}
