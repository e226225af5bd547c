using System.Buffers.Text;
using System.Globalization;

namespace Iris.Imaging.Workers;

/// <summary>Memory of another process as Linux tells it.</summary>
internal static class ProcessMemory
{
    /// <summary>Resident bytes; 0 when the process is gone.</summary>
    public static long ResidentBytes(int processId)
    {
        try
        {
            using var file = File.OpenHandle(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/statm"));
            Span<byte> text = stackalloc byte[128];
            var fields = text[..RandomAccess.Read(file, text, 0)];
            var second = fields[(fields.IndexOf((byte)' ') + 1)..];
            return Utf8Parser.TryParse(second, out long pages, out _) ? pages * Environment.SystemPageSize : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
