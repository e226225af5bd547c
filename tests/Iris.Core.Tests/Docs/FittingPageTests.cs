using Iris.Core.Model;

namespace Iris.Core.Tests.Docs;

public sealed class FittingPageTests
{
    [Fact]
    public void Page_Table_HasEveryStepOnce()
        => RepositoryFolder.Read("docs/fitting.md").Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1])
            .ShouldBe(Enum.GetValues<FitStep>().Select(step => step.WireName()));
}
