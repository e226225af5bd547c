using System.CommandLine;

namespace Iris.Commands;

/// <summary><c>iris ask</c>: one question about one or more images, answered on standard output as the answer comes.</summary>
internal static class AskCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var words = new Argument<string[]>("images… question")
        {
            Description = $"Image files or http(s) URLs, then the question (\"{AskInput.DefaultQuestion}\" when left out).",
            Arity = ArgumentArity.OneOrMore,
        };
        var model = new Option<string?>("--model", "-m") { Description = "The model to ask; the gateway's default when left out." };
        var maxTokens = CountOption.Create("--max-tokens", "The longest answer, in tokens.");
        var whole = new Option<bool>("--no-stream") { Description = "Print the answer when it is complete." };

        var command = new Command("ask", "Ask a question about images.") { words, model, maxTokens, whole };
        command.SetAction((parsed, cancellationToken) =>
        {
            var input = AskInput.Parse(parsed.GetRequiredValue(words), surroundings.CurrentDirectory);
            return new GatewayLocator(surroundings).UseAsync(
                gateway => RunAsync(surroundings, gateway, new AskContent(input, parsed.GetValue(model), parsed.GetValue(maxTokens), stream: !parsed.GetValue(whole)), cancellationToken),
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, GatewayClient gateway, AskContent content, CancellationToken cancellationToken)
    {
        using var response = await gateway.SendAsync(HttpMethod.Post, "v1/chat/completions", content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await AnswerFailure.ReadAsync(response, cancellationToken);
        }

        await new AnswerPrinter(surroundings).PrintAsync(response, cancellationToken);
        return ExitCodes.Done;
    }
}
