using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Iris.Hosting;

/// <summary>Gives Kestrel its <see cref="LargeBlockMemoryPool"/>s.</summary>
internal sealed class LargeBlockMemoryPoolFactory : IMemoryPoolFactory<byte>
{
    /// <inheritdoc/>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new LargeBlockMemoryPool();
}
