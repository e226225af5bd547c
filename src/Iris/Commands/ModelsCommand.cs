using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Iris.Commands;

/// <summary><c>iris models</c>: the models at hand, one a line.</summary>
internal static class ModelsCommand
{
    private const decimal Million = 1_000_000m;

    /// <summary>Builds the command.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("models", "List the models at hand: what they read, their context and their price in dollars a million tokens.");
        command.SetAction((_, cancellationToken) => new GatewayLocator(surroundings).UseAsync(gateway => RunAsync(surroundings, gateway, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, GatewayClient gateway, CancellationToken cancellationToken)
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, "v1/models", null, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await AnswerFailure.ReadAsync(response, cancellationToken);
        }

        var models = (await ReadAsync(response, cancellationToken))?.Data ?? [];
        var width = models.Select(model => model.Id.Length).DefaultIfEmpty(0).Max();
        foreach (var model in models)
        {
            surroundings.Output.WriteLine(TerminalText.Clean($"{model.Id.PadRight(width)}  {Describe(model)}").TrimEnd());
        }

        surroundings.Remark($"{models.Count} models at {gateway.Address.GetLeftPart(UriPartial.Authority)}");
        return ExitCodes.Done;
    }

    private static async Task<ModelsAnswer?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, CommandJson.Default.ModelsAnswer, cancellationToken);
        }
        catch (JsonException)
        {
            throw new CommandFailure("The answer is no list of models.", "Is it really Iris that listens there? Look at IRIS_URL.");
        }
    }

    private static string Describe(ListedModel model)
    {
        var sees = model.Architecture?.InputModalities?.Contains("image") == true ? "images" : "text  ";
        var context = model.ContextLength is { } tokens ? string.Create(CultureInfo.InvariantCulture, $"{tokens / 1000,5} k") : "       ";
        return $"{sees}  {context}  {Price(model.Pricing)}";
    }

    private static string Price(ListedPricing? pricing) => (PerMillion(pricing?.Prompt), PerMillion(pricing?.Completion)) switch
    {
        (0, 0) => "free",
        ({ } prompt, { } completion) => string.Create(CultureInfo.InvariantCulture, $"${prompt:0.####} in, ${completion:0.####} out"),
        _ => "price unknown",
    };

    // -1 says that nobody knows, as on OpenRouter.
    private static decimal? PerMillion(string? perToken)
        => decimal.TryParse(perToken, NumberStyles.Float, CultureInfo.InvariantCulture, out var price) && price >= 0 ? price * Million : null;
}
