namespace Iris.Core.Tests.Architecture;

/// <summary>A type by its namespace and name.</summary>
internal readonly record struct TypeName(string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}.{Name}";
}
