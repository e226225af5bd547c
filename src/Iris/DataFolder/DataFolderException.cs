namespace Iris.DataFolder;

/// <summary>The data folder cannot be used as asked; caught at the edge of the command line, which prints both texts.</summary>
/// <param name="message">What is wrong, with the path.</param>
/// <param name="remedy">What the person can do about it.</param>
internal sealed class DataFolderException(string message, string remedy) : Exception(message)
{
    /// <summary>What to do next.</summary>
    public string Remedy { get; } = remedy;
}
