using Iris.Configuration;
using Iris.Core.Catalogue;

namespace Iris.Gateway.Tests.Configuration;

internal static class Configurations
{
    public static ModelCatalogue Catalogue { get; } = ModelCatalogue.LoadEmbedded();

    public static ConfigurationResult Load(string? yaml, params (string Name, string Value)[] environment) =>
        ConfigurationLoader.Load(yaml, "iris.yaml", Environment(environment), Catalogue);

    public static IrisOptions Options(string? yaml, params (string Name, string Value)[] environment)
    {
        var result = Load(yaml, environment);
        result.Mistakes.ShouldBeEmpty();
        return result.Options.ShouldNotBeNull();
    }

    public static ConfigurationMistake Mistake(string yaml, params (string Name, string Value)[] environment)
    {
        var result = Load(yaml, environment);
        result.Options.ShouldBeNull();
        return result.Mistakes.ShouldHaveSingleItem();
    }

    public static Func<string, string?> Environment(params (string Name, string Value)[] variables)
    {
        var byName = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        return byName.GetValueOrDefault;
    }
}
