using System.Text.Json;

namespace Iris.Core.Catalogue;

/// <summary>How an endpoint counts the tokens of an image, as data: which rule, and its numbers.</summary>
/// <param name="Id">Name of the rule, for instance <c>openai_tile</c>.</param>
/// <param name="Params">The rule's numbers, an object.</param>
/// <param name="Status">How sure it is: documented, read in code, inferred.</param>
public sealed record TokenFormula(string Id, JsonElement Params, string? Status);
