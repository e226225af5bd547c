namespace Iris.Core.Tests.Architecture;

/// <summary>What <see cref="FolderRulesTests"/> looks for in a method's body.</summary>
internal static class UsedInABody
{
    public static int Answer() => 42;
}
