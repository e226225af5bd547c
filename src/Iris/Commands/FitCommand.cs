using System.CommandLine;
using System.Text.Json;
using Iris.Core.Model;

namespace Iris.Commands;

/// <summary><c>iris fit</c>: what models would make of pictures, and what that costs; nothing is sent to any of them.</summary>
internal static class FitCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var pictures = new Argument<string[]>("pictures") { Description = "Image files or http(s) URLs.", Arity = ArgumentArity.OneOrMore };
        var models = new Option<string[]>("--model", "-m") { Description = "A model to look at; may be repeated. Without it all that see are compared, cheapest first." };
        var policy = new Option<string?>("--policy") { Description = "What happens to a picture that breaks a limit: adapt or strict." };
        policy.AcceptOnlyFromAmong("adapt", "strict");
        var detail = new Option<string?>("--detail") { Description = "How closely to look: auto, low, high or original." };
        detail.AcceptOnlyFromAmong("auto", "low", "high", "original");
        var most = CountOption.Create("--max-tokens-per-image", "Shrink a picture to the largest size of the same shape that costs at most this many tokens.", ImagePreferences.MostTokensPerImage);
        var raw = new Option<bool>("--json") { Description = "Print the gateway's answer as it is." };

        var command = new Command("fit", "Tell which models take pictures, what would be done to them, and what they would cost. No provider is asked.") { pictures, models, policy, detail, most, raw };
        command.SetAction((parsed, cancellationToken) =>
        {
            var input = new AskInput(AskInput.ResolveImages(parsed.GetRequiredValue(pictures), surroundings.CurrentDirectory), "");
            var wishes = new FitWishes(parsed.GetValue(models) ?? [], parsed.GetValue(policy), parsed.GetValue(most), parsed.GetValue(detail));
            return new GatewayLocator(surroundings).UseAsync(
                gateway => RunAsync(surroundings, gateway, input, wishes, parsed.GetValue(raw), cancellationToken),
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, GatewayClient gateway, AskInput input, FitWishes wishes, bool raw, CancellationToken cancellationToken)
    {
        // Without a name every model is of interest, also those that nobody has connected yet.
        var path = wishes.Models.Count > 0 ? "v1/estimate" : "v1/estimate?scope=catalogue";
        using var content = new AskContent(input, model: null, maxTokens: null, stream: false, wishes);
        using var response = await gateway.SendAsync(HttpMethod.Post, path, content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await AnswerFailure.ReadAsync(response, cancellationToken);
        }

        var json = await ReadAsync(response, cancellationToken);
        var models = Parse(json);
        if (raw)
        {
            surroundings.Output.WriteLine(TerminalText.Clean(json.TrimEnd()));
        }
        else
        {
            Print(surroundings, input.Images, models, wishes);
        }

        return Fits(models, wishes) ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <summary>Every model that was named has to take the pictures, at one provider at least; where none was named, one of all.</summary>
    private static bool Fits(IReadOnlyList<EstimatedModel> models, FitWishes wishes) => wishes.Models.Count > 0
        ? models.GroupBy(model => model.Model, StringComparer.Ordinal).All(endpoints => endpoints.Any(endpoint => endpoint.Accepted))
        : models.Any(model => model.Accepted);

    private static void Print(Surroundings surroundings, IReadOnlyList<string> pictures, IReadOnlyList<EstimatedModel> models, FitWishes wishes)
    {
        var table = new FitTable(pictures, models);
        foreach (var line in table.Lines())
        {
            surroundings.Output.WriteLine(line);
        }

        foreach (var remark in table.Remarks())
        {
            surroundings.Remark(remark);
        }

        if (wishes.Models.Count > 0 && !Fits(models, wishes))
        {
            surroundings.Remark("→ Leave --model out to see which models take it.");
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new CommandFailure($"The answer broke off: {e.Message}", "Try again.");
        }
    }

    private static IReadOnlyList<EstimatedModel> Parse(string json)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, CommandJson.Default.EstimateAnswer)?.Data is not { } models)
            {
                throw new CommandFailure("The answer is no estimate.", "Is it really Iris that listens there? Look at IRIS_URL.");
            }

            return models.Count > 0 ? models : throw new CommandFailure("No model that sees is known there.", "'iris models' lists the models at hand; docs/configuration.md tells how to add one.");
        }
        catch (JsonException)
        {
            throw new CommandFailure("The answer is no estimate.", "Is it really Iris that listens there? Look at IRIS_URL.");
        }
    }
}
