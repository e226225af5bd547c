using Iris.Core.Model;

namespace Iris.Core.Tests.Architecture;

/// <summary>Reads the compiled assembly and holds it to the table of the architecture: who may know whom.</summary>
public sealed class FolderRulesTests
{
    [Fact]
    public void Folders_KnowOnlyWhatTheTableAllows()
    {
        using var references = new TypeReferences(typeof(GatewayError).Assembly.Location);
        var found = references.Read().Where(pair => IsOurs(pair.From) && IsOurs(pair.To)).ToList();

        // Far more are there; fewer would mean that the reading itself is broken.
        found.Count.ShouldBeGreaterThan(300);
        found.Where(pair => !FolderRules.Allows(pair.From.Namespace, pair.To.Namespace)).Select(pair => $"{pair.From} knows {pair.To}").ShouldBeEmpty();
    }

    [Fact]
    public void Folders_AreAllInTheTable()
    {
        using var references = new TypeReferences(typeof(GatewayError).Assembly.Location);
        var folders = references.Read().SelectMany(pair => (TypeName[])[pair.From, pair.To]).Where(IsOurs).Select(type => FolderRules.Split(type.Namespace).Folder).Distinct();

        folders.ShouldBeSubsetOf(FolderRules.Folders);
    }

    [Fact]
    public void Assembly_KnowsNoneOfOurs()
        => typeof(GatewayError).Assembly.GetReferencedAssemblies().ShouldNotContain(assembly => assembly.Name!.StartsWith("Iris", StringComparison.Ordinal));

    [Theory]
    [InlineData("Iris.Core.Pipeline", "Iris.Core.Model", true)]
    [InlineData("Iris.Core.Model", "Iris.Core.Model", true)]
    [InlineData("Iris.Core.Model", "Iris.Core.Wire", false)]
    [InlineData("Iris.Core.Wire", "Iris.Core.Model", false)]
    [InlineData("Iris.Core.Routing", "Iris.Core.Images", false)]
    [InlineData("Iris.Core.Dialects.ChatCompletions", "Iris.Core.Dialects", true)]
    [InlineData("Iris.Core.Dialects.ChatCompletions", "Iris.Core.Dialects.Messages", false)]
    [InlineData("Iris.Core.Providers.OpenAiWire", "Iris.Core.Providers.Profiles", true)]
    [InlineData("Iris.Core.Providers.OpenAiWire", "Iris.Core.Providers.Gemini", false)]
    [InlineData("Iris.Core.Surprise", "Iris.Core.Model", false)]
    public void Table_ReadsAsWritten(string from, string to, bool allowed) => FolderRules.Allows(from, to).ShouldBe(allowed);

    [Fact]
    public void Reading_FindsAUseInsideAMethod()
    {
        // Known only by a call in the body of an async method, so that neither signature nor field would show it.
        using var references = new TypeReferences(typeof(FolderRulesTests).Assembly.Location);
        var pairs = references.Read().ToList();

        pairs.ShouldContain(pair => pair.From.Name == nameof(FolderRulesTests) && pair.To.Name == nameof(UsedInABody));
    }

    [Fact]
    public async Task Body_ThatUsesAType_Runs()
    {
        await Task.Yield();
        UsedInABody.Answer().ShouldBe(42);
    }

    private static bool IsOurs(TypeName type) => type.Namespace == "Iris.Core" || type.Namespace.StartsWith("Iris.Core.", StringComparison.Ordinal);
}
