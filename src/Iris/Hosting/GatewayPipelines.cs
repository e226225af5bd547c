using Iris.Core.Pipeline;

namespace Iris.Hosting;

/// <summary>Every way through the house. They share their steps.</summary>
/// <param name="Chat">All nine steps.</param>
/// <param name="Estimate">The first four, answered with what they found.</param>
internal sealed record GatewayPipelines(GatewayPipeline Chat, EstimatePipeline Estimate);
