namespace Iris.LoadBench.Tests;

public sealed class LoadOptionsTests
{
    [Fact]
    public void Options_AsWritten_AreRead()
    {
        var options = LoadOptions.Parse(["--rounds", "2", "--targets", "portkey,nginx", "--sizes", "1mb", "--connections", "4", "--no-docs"]);

        (options.Rounds, options.WritesDocs, options.Memory).ShouldBe((2, false, false));
        options.Targets.ShouldNotBeNull().Select(target => target.Name).ShouldBe(["nginx", "portkey"]);
        options.Sizes.Select(size => size.Name).ShouldBe(["1MB"]);
        options.Connections.ShouldBe([4]);
    }

    [Theory]
    [InlineData("--rounds", "0")]
    [InlineData("--rounds", "1000")]
    [InlineData("--targets", "envoy")]
    [InlineData("--sizes", "2TB")]
    [InlineData("--speed", "9")]
    public void Options_OutOfBounds_AreRefusedWithTheirName(string name, string value) =>
        Should.Throw<LoadBenchException>(() => LoadOptions.Parse([name, value])).Message.ShouldContain(name);

    [Fact]
    public void Options_WithoutAValue_AreRefused() => Should.Throw<LoadBenchException>(() => LoadOptions.Parse(["--rounds"]));
}
