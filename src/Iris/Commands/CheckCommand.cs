using System.CommandLine;
using System.Runtime.InteropServices;
using Iris.Configuration;
using Iris.Core.Catalogue;
using Iris.DataFolder;
using Iris.Hosting;

namespace Iris.Commands;

/// <summary><c>iris check</c>: looks at configuration and environment, starts nothing, changes nothing.</summary>
internal static class CheckCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("check", "Look at the configuration and the environment, and report every mistake at once.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var report = await LookAsync(surroundings, cancellationToken);
            report.Print(surroundings);
            return report.Mistakes.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static async Task<CheckReport> LookAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var report = new CheckReport();
        if (Try(report, ConfigurationVariables.Data, () => DataFolderLocation.Resolve(surroundings.Environment, surroundings.CurrentDirectory)) is { } folder)
        {
            LookAtFolder(report, folder);
            await LookAtConfigurationAsync(report, GatewayStart.OptionsFrom(surroundings, folder), cancellationToken);
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

    private static async Task LookAtConfigurationAsync(CheckReport report, GatewayHostOptions options, CancellationToken cancellationToken)
    {
        var path = options.ConfigurationPath ?? Path.Combine(options.DataPath, ConfigurationFile.Name);
        report.Add(File.Exists(path) ? $"config   {path}" : $"config   none ({path} would be read)");
        var catalogue = LookAtCatalogue(report, options);
        try
        {
            var settings = await ConfigurationFile.ReadAsync(options, catalogue ?? ModelCatalogue.LoadEmbedded(), cancellationToken);
            report.Add($"listen   {settings.Listen.Address}:{settings.Listen.Port}");
            if (catalogue is null)
            {
                return;
            }

            var found = await GatewayHost.DiscoverAsync(options, settings, catalogue, cancellationToken);
            foreach (var line in found.Lines.Append($"default model: {found.Directory.DefaultModel}"))
            {
                report.Add($"found    {line}");
            }
        }
        catch (ConfigurationException e)
        {
            // Whether a profile is there, a broken catalogue cannot tell.
            foreach (var mistake in e.Mistakes.Where(mistake => catalogue is not null || mistake.KeyPath != "images.limits"))
            {
                var place = mistake.Line is { } line ? $"{mistake.KeyPath} (line {line})" : mistake.KeyPath;
                report.Add(place, mistake.Value is { } value ? $"`{value}`" : "is a mistake", mistake.Remedy);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Add(ConfigurationVariables.Config, e.Message, null);
        }
    }

    /// <summary>Reports the operator's catalogue files. Null when they have mistakes.</summary>
    private static ModelCatalogue? LookAtCatalogue(CheckReport report, GatewayHostOptions options)
    {
        var result = ModelCatalogue.Load(CatalogueFolder.PathIn(options.DataPath));
        foreach (var file in result.Files)
        {
            report.Add($"models   {Path.Combine(CatalogueFolder.PathIn(options.DataPath), file)}");
        }

        foreach (var mistake in result.Mistakes)
        {
            report.Add($"{CatalogueFolder.Name}/{mistake.Place}", mistake.Problem, mistake.Remedy);
        }

        return result.Catalogue;
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
