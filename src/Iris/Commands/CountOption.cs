using System.CommandLine;
using System.Globalization;

namespace Iris.Commands;

/// <summary>Options that take a whole number.</summary>
internal static class CountOption
{
    /// <summary>Builds one; null when it is left out.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="most">Numbers from 1 to this are good.</param>
    public static Option<int?> Create(string name, string description, int most = int.MaxValue) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            {
                return number;
            }

            result.AddError(most == int.MaxValue
                ? $"{name} must be a whole number, at least 1."
                : string.Create(CultureInfo.InvariantCulture, $"{name} must be a whole number from 1 to {most}."));
            return null;
        },
    };
}
