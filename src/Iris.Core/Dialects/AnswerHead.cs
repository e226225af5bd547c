namespace Iris.Core.Dialects;

/// <summary>What every answer says of itself.</summary>
/// <param name="Id">Iris's own generation id, for instance <c>gen-…</c>.</param>
/// <param name="Created">Seconds since 1970.</param>
/// <param name="Model">The canonical name of the model that answers.</param>
/// <param name="Provider">The provider that answers.</param>
public sealed record AnswerHead(string Id, long Created, string Model, string Provider);
