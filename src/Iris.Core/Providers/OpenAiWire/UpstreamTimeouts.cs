namespace Iris.Core.Providers.OpenAiWire;

/// <summary>How long a provider may take.</summary>
/// <param name="FirstByte">From the last piece that was sent to the first byte of the answer's head.</param>
/// <param name="Idle">Between two pieces of an answer.</param>
/// <param name="Total">For the whole attempt.</param>
public sealed record UpstreamTimeouts(TimeSpan FirstByte, TimeSpan Idle, TimeSpan Total)
{
    /// <summary>120 s, 120 s, 600 s.</summary>
    public static UpstreamTimeouts Default { get; } = new(TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(600));
}
