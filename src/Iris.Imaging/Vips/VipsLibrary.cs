using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Iris.Imaging.Vips;

/// <summary>Loads libvips and sets it up for one worker. Process-wide, because libvips is.</summary>
internal static class VipsLibrary
{
    private static readonly string[] Loaders =
    [
        "VipsForeignLoadPng", "VipsForeignLoadJpeg", "VipsForeignLoadNsgif",
        "VipsForeignLoadWebp", "VipsForeignLoadTiff", "VipsForeignLoadHeif",
    ];

    /// <summary>Loads and sets up; a second call repeats the settings and does no harm.</summary>
    /// <returns>False when the library is not beside the program or does not start.</returns>
    public static bool TryStart()
    {
        NativeParts.Register();
        if (!NativeParts.IsPresent(NativeParts.Vips) || VipsNative.Init("iris") != 0)
        {
            return false;
        }

        SilenceLog();
        // One image is one worker's work: threads inside an image gain a fifth of latency and lose throughput.
        VipsNative.SetConcurrency(1);
        // Every source is new, so a cache of operations would only hold memory.
        VipsNative.SetCacheMax(0);
        VipsNative.BlockUntrusted(1);
        VipsNative.BlockOperation("VipsForeignLoad", 1);
        foreach (var loader in Loaders)
        {
            VipsNative.BlockOperation(loader, 0);
        }

        return true;
    }

    // A truncated PNG alone makes thousands of log lines, and they quote the file.
    private static unsafe void SilenceLog() => VipsNative.SetLogHandler(&Ignore, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint domain, int level, nint message, nint state)
    {
    }
}
