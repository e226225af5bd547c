using System.Net;
using Iris.Core.Model;
using Microsoft.Extensions.Logging;

namespace Iris.Imaging.Fetching;

/// <summary>Resolves the host of a URL once and judges every answer.</summary>
internal sealed class ImageHostJudge(ImageUrlRules rules, IImageHostResolver resolver, ILogger log)
{
    private const int MostAnswers = 64;

    /// <summary>The addresses that may be dialled, or the refusal of them all.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">No such name, or no answer.</exception>
    public async ValueTask<Outcome<IReadOnlyList<IPAddress>>> ResolveAsync(ImageUrl target, CancellationToken cancellationToken)
    {
        if (target.Literal is { } literal)
        {
            return Judged(literal);
        }

        var answers = await resolver.ResolveAsync(target.Host, cancellationToken);
        if (answers.Count is 0 or > MostAnswers)
        {
            FetchLog.Failed(log, target.Host, "no usable number of addresses");
            return FetchErrors.Failed;
        }

        // One forbidden answer among many refuses all: a mixed set is an attack or a mistake.
        if (!rules.IsOpened(target) && !answers.All(rules.MayDial))
        {
            FetchLog.Refused(log, target.Host);
            return FetchErrors.Address;
        }

        return Judged([.. answers]);
    }

    private static Outcome<IReadOnlyList<IPAddress>> Judged(params IPAddress[] addresses) => addresses;
}
