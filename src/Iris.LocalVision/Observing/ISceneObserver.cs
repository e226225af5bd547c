using Iris.Core.Model;
using Iris.LocalVision.Answers;

namespace Iris.LocalVision.Observing;

/// <summary>Recognises something in a picture that plain measuring cannot: text today; objects have their place here.</summary>
/// <remarks>Safe for concurrent use on different pictures. What an observer states must be seen, never guessed.</remarks>
internal interface ISceneObserver
{
    /// <summary>Looks at one picture.</summary>
    /// <returns>What was recognised, as statements (none when there is nothing to tell), or the error that ends the request.</returns>
    ValueTask<Outcome<IReadOnlyList<Statement>>> ObserveAsync(SceneView scene, CancellationToken cancellationToken);
}
