using System.Globalization;

namespace Iris.Commands;

/// <summary>An estimate as a table of at most 100 columns: cheapest model first, unknown prices after them, refusals at the end.</summary>
internal sealed class FitTable
{
    private const int Width = 100;
    private const int WidestModel = 46;
    private const int WidestTokens = 18;
    private const int WidestCost = 12;
    private const int WhatColumn = 2;
    private static readonly string[] Header = ["MODEL", "FITS", "WHAT IS DONE", "IMAGE TOKENS", "PROMPT"];

    private readonly IReadOnlyList<string> _pictures;
    private readonly IReadOnlyList<EstimatedModel> _models;
    private readonly HashSet<string> _severalTimes;

    /// <summary>Prepares the table.</summary>
    /// <param name="pictures">Paths or URLs, in the order of the request.</param>
    /// <param name="models">In any order.</param>
    public FitTable(IReadOnlyList<string> pictures, IReadOnlyList<EstimatedModel> models)
    {
        _pictures = pictures;
        _models = [.. models
            .OrderBy(model => model.Accepted ? 0 : 1)
            .ThenBy(model => Dollars(model) ?? decimal.MaxValue)
            .ThenBy(model => model.ImageTokens)
            .ThenBy(model => model.Model, StringComparer.Ordinal)];
        _severalTimes = [.. models.GroupBy(model => model.Model, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)];
    }

    /// <summary>The lines: which number is which picture, where there are several, then the table.</summary>
    public IEnumerable<string> Lines()
    {
        if (_pictures.Count > 1)
        {
            foreach (var (index, picture) in _pictures.Index())
            {
                yield return TerminalText.Clean(string.Create(CultureInfo.InvariantCulture, $"{index + 1}: {NameOf(picture)}"));
            }

            yield return "";
        }

        var layout = new TableLayout(Width, WhatColumn, [WidestModel, 4, 0, WidestTokens, WidestCost]);
        layout.Add(Header);
        foreach (var model in _models)
        {
            layout.Add([.. Cells(model).Select(TerminalText.Clean)]);
        }

        foreach (var line in layout.Lines())
        {
            yield return line;
        }
    }

    /// <summary>What the marks mean, and what it comes to.</summary>
    public IEnumerable<string> Remarks()
    {
        if (_models.Any(IsEstimated))
        {
            yield return "~ estimated: the provider publishes no exact rule";
        }

        if (_models.Any(model => model.AtHand == false))
        {
            yield return "* not connected here: 'iris check' tells what is, docs/configuration.md how to add a provider";
        }

        var taken = _models.Count(model => model.Accepted);
        var them = _pictures.Count == 1 ? "it" : "them";
        yield return _models.Count == 1
            ? "PROMPT is the price of the pictures alone; text comes on top."
            : string.Create(CultureInfo.InvariantCulture, $"{taken} of {_models.Count} take {them}. PROMPT is the price of the pictures alone; text comes on top.");
    }

    private IEnumerable<string> Cells(EstimatedModel model) => model.Accepted
        ? [Name(model), "yes", What(model), Tokens(model), Cost(model)]
        : [Name(model), "no", model.Reason?.Replace('\n', ' ') ?? "no reason given", "", ""];

    private string Name(EstimatedModel model)
    {
        var provider = _severalTimes.Contains(model.Model) && model.Endpoint?.Split(':')[0] is { } name ? $" @{name}" : "";
        return $"{model.Model}{provider}{(model.AtHand == false ? " *" : "")}";
    }

    private string What(EstimatedModel model)
        => string.Join('\n', (model.Images ?? []).Select((image, index) => (_pictures.Count > 1 ? $"{index + 1}: " : "") + What(image)));

    private static string What(EstimatedImage image)
    {
        var steps = string.Join(", ", image.Steps ?? []);
        var from = Side(image.From);
        var to = Side(image.To);
        return from == to ? $"{from}: {steps}" : $"{from} → {to}: {steps}";
    }

    private static string Side(EstimatedSide? side)
        => side is null ? "URL" : string.Create(CultureInfo.InvariantCulture, $"{side.Width}×{side.Height} {side.Format?.ToUpperInvariant() ?? "unknown"}");

    private static string Tokens(EstimatedModel model)
    {
        var before = model.Images?.Sum(image => image.TokensBefore) ?? model.ImageTokens;
        var mark = IsEstimated(model) ? "~" : "";
        return before == model.ImageTokens
            ? string.Create(CultureInfo.InvariantCulture, $"{mark}{before}")
            : string.Create(CultureInfo.InvariantCulture, $"{mark}{before} → {model.ImageTokens}");
    }

    private static string Cost(EstimatedModel model) => Dollars(model) switch
    {
        null => "unknown",
        0 => "free",
        < 0.000001m => "<$0.000001",
        { } dollars => (IsEstimated(model) ? "~" : "") + string.Create(CultureInfo.InvariantCulture, $"${dollars:0.######}"),
    };

    private static decimal? Dollars(EstimatedModel model)
        => decimal.TryParse(model.Cost, NumberStyles.Float, CultureInfo.InvariantCulture, out var dollars) && dollars >= 0 ? dollars : null;

    private static bool IsEstimated(EstimatedModel model) => model.Accepted && model.Images?.Any(image => image.Estimated) == true;

    private static string NameOf(string picture) => AskInput.IsUrl(picture) ? picture.Split('?')[0] : Path.GetFileName(picture);
}
