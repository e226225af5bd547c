using Iris.Core.Accounting;
using Iris.Core.Model;

namespace Iris.Core.Pipeline;

/// <summary>Step 1: whose request is this? Decided before a byte of the body is read.</summary>
public sealed class Authenticator(IKeyRing keys)
{
    /// <summary>Finds the key.</summary>
    public Outcome<KeyId> Authenticate(PresentedKeys presented)
    {
        if (presented.AreConflicting)
        {
            return new GatewayError(ErrorReason.ConflictingCredentials, "The request carries two different keys. Send one, in Authorization, x-api-key or token.");
        }

        if (presented.Key.IsEmpty)
        {
            return new GatewayError(ErrorReason.MissingKey, "No API key. Send it as \"Authorization: Bearer <key>\"; the default key lies in the data folder in the file default-key.");
        }

        return keys.TryFind(presented.Key.Span, out var key)
            ? key
            : new GatewayError(ErrorReason.InvalidKey, "This API key is not known here. The default key lies in the data folder in the file default-key.");
    }
}
