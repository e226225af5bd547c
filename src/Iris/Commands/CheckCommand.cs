using System.CommandLine;
using System.Runtime.InteropServices;
using Iris.Configuration;
using Iris.Core.Catalogue;
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
        if (Try(report, ConfigurationVariables.Data, () => DataFolderLocation.Resolve(surroundings.Environment, surroundings.CurrentDirectory)) is { } folder)
        {
            LookAtFolder(report, folder);
            LookAtConfiguration(report, surroundings, folder);
        }

        Try(report, ConfigurationVariables.ApiKey, () => OperatorKey.Read(surroundings.Environment));
        LookAtNativeParts(report);
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

    private static void LookAtConfiguration(CheckReport report, Surroundings surroundings, string folder)
    {
        var path = ConfigurationPath.Resolve(surroundings, folder);
        var text = Try(report, ConfigurationVariables.Config, () => ConfigurationPath.ReadText(path, surroundings));
        report.Add(text is null ? $"config   none ({path} would be read)" : $"config   {path}");

        var result = ConfigurationLoader.Load(text, path, surroundings.Environment, ModelCatalogue.LoadEmbedded());
        foreach (var mistake in result.Mistakes)
        {
            var place = mistake.Line is { } line ? $"{mistake.KeyPath} (line {line})" : mistake.KeyPath;
            report.Add(place, mistake.Value is { } value ? $"`{value}`" : "cannot stay so", mistake.Remedy);
        }

        if (result.Options is { } options)
        {
            report.Add($"listen   {options.Listen.Address}:{options.Listen.Port}");
            foreach (var provider in options.Providers.Values)
            {
                report.Add($"provider {provider}");
            }
        }
    }

    private static void LookAtNativeParts(CheckReport report)
    {
        report.Add(File.Exists(Path.Combine(AppContext.BaseDirectory, "libvips-cpp.so"))
            ? "pixels   libvips is there: images are converted and described"
            : "pixels   libvips is missing: images are neither converted nor described (./run installs it)");

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
