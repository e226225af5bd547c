namespace Iris.Configuration;

/// <summary>A key that <c>iris.yaml</c> may hold.</summary>
/// <param name="Path">Dotted; a part in angle brackets stands for any name.</param>
/// <param name="Type">What its value looks like.</param>
/// <param name="Default">What counts when it is absent.</param>
/// <param name="Meaning">For people.</param>
internal sealed record ConfigurationKey(string Path, string Type, string Default, string Meaning);
