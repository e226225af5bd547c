namespace Iris.Core.Catalogue;

/// <summary>One mistake in a file of the operator's catalogue.</summary>
/// <param name="File">The file's name, for instance <c>models.json</c>.</param>
/// <param name="Path">Where in it, for instance <c>endpoints[3].price.input</c>; empty for the file as a whole.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record CatalogueMistake(string File, string Path, string Problem, string Remedy)
{
    /// <summary>File and path.</summary>
    public string Place => Path.Length == 0 ? File : $"{File}: {Path}";

    /// <summary>One line for a person.</summary>
    public override string ToString() => $"{Place} {Problem}: {Remedy}";
}
