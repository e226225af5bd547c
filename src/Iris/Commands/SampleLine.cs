namespace Iris.Commands;

/// <summary>One line for a shell that asks a running Iris about an image file.</summary>
internal static class SampleLine
{
    private const string Before = """{"messages":[{"role":"user","content":[{"type":"text","text":"What is in this image?"},{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,""";
    private const string After = "\"}}]}]}";

    /// <summary>Writes the line: a plain pipeline of single-quoted words, which sh, bash, zsh and fish read alike.</summary>
    /// <remarks>
    /// The image reaches curl over its standard input, never as an argument: one argument holds at most 128 KiB on Linux.
    /// </remarks>
    /// <param name="address">Of the running gateway.</param>
    /// <param name="key">A valid key.</param>
    /// <param name="imagePath">Absolute path of a JPEG.</param>
    public static string Write(Uri address, string key, string imagePath)
        => $"base64 < {Quoted(imagePath)} | tr -d '\\n' | sed -e '1s|^|{Before}|' -e '$s|$|{After}|'"
            + $" | curl -sS {new Uri(address, "v1/chat/completions")} -H 'Authorization: Bearer {key}' -H 'Content-Type: application/json' --data-binary @-";

    private static string Quoted(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
