using Iris.Configuration;

namespace Iris.Commands;

/// <summary>Which file is the configuration: <c>IRIS_CONFIG</c>, else <c>iris.yaml</c> in the data folder where there is one.</summary>
internal static class ConfigurationPath
{
    private const string UsualName = "iris.yaml";

    /// <summary>The absolute path, whether or not the file exists.</summary>
    public static string Resolve(Surroundings surroundings, string folder)
        => surroundings.Variable(ConfigurationVariables.Config) is { } chosen
            ? Path.GetFullPath(chosen, surroundings.CurrentDirectory)
            : Path.Combine(folder, UsualName);

    /// <summary>The text, or null when nobody wrote a configuration.</summary>
    /// <exception cref="CommandFailure">A file was named that cannot be read.</exception>
    public static string? ReadText(string path, Surroundings surroundings)
    {
        if (!File.Exists(path) && surroundings.Variable(ConfigurationVariables.Config) is null)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{path} cannot be read: {e.Message}", $"Mend the path or the rights, or unset {ConfigurationVariables.Config}.");
        }
    }
}
