namespace Iris.Core.Model;

/// <summary>What a dialect's reader remembers of where things stand in the body, so that the same dialect's writer can splice instead of writing anew.</summary>
public interface IWireLayout;
