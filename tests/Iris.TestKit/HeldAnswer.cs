namespace Iris.TestKit;

/// <summary>An answer of <see cref="FakeUpstream"/> that stops in the middle until the test lets it go on.</summary>
public sealed class HeldAnswer
{
    private readonly string _begin;
    private readonly string _contentType;
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal HeldAnswer(string begin, string contentType)
    {
        _begin = begin;
        _contentType = contentType;
    }

    /// <summary>Ends once the request has arrived and the beginning of the answer was sent.</summary>
    public Task Began => _began.Task;

    /// <summary>Ends once the caller has hung up.</summary>
    public Task Aborted => _aborted.Task;

    /// <summary>Sends the rest and ends the answer.</summary>
    public void Finish(string rest) => _rest.TrySetResult(rest);

    /// <summary>Breaks the connection off.</summary>
    public void Break() => _rest.TrySetException(new IOException("The test breaks the answer off."));

    internal async Task AnswerAsync(HttpContext context)
    {
        // Never taken back: the wait below may end first and must not take the news with it.
        context.RequestAborted.UnsafeRegister(static answer => ((HeldAnswer)answer!)._aborted.TrySetResult(), this);
        context.Response.ContentType = _contentType;
        if (_begin.Length > 0)
        {
            await context.Response.WriteAsync(_begin, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        _began.TrySetResult();
        try
        {
            var rest = await _rest.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync(rest, context.RequestAborted);
        }
        catch (IOException)
        {
            context.Abort();
        }
    }
}
