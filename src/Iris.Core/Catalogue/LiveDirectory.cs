namespace Iris.Core.Catalogue;

/// <summary>The directory that requests look at now. A request reads <see cref="Current"/> once and keeps to what it got; a reload puts another in its place at once.</summary>
/// <remarks>Safe for concurrent use; reading costs one volatile read.</remarks>
/// <param name="first">The directory until the first <see cref="Swap"/>.</param>
public sealed class LiveDirectory(EndpointDirectory first)
{
    private volatile EndpointDirectory _current = first;

    /// <summary>The directory of this moment: whole and immutable.</summary>
    public EndpointDirectory Current => _current;

    /// <summary>Puts another in its place; requests that have read the earlier one finish with it.</summary>
    public void Swap(EndpointDirectory next) => _current = next;
}
