namespace Iris.Configuration.Text;

/// <summary>Keys and header values: what can stand in an HTTP header.</summary>
internal static class SecretText
{
    /// <summary>What is shown instead.</summary>
    public const string Mask = "***";

    /// <summary>True for printable ASCII without white space.</summary>
    public static bool IsKey(string text) => text.Length > 0 && text.All(letter => letter is > ' ' and < '\x7f');

    /// <summary>True for printable ASCII, spaces inside allowed.</summary>
    public static bool IsHeaderValue(string text) => text.Length > 0 && text.All(letter => letter is >= ' ' and < '\x7f');
}
