namespace Iris.PixelBench;

/// <summary>What is shrunk.</summary>
/// <param name="Name">The words in the table.</param>
/// <param name="Jpeg">The file.</param>
internal sealed record Picture(string Name, byte[] Jpeg);
