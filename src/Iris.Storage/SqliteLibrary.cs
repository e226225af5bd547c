using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Iris.Storage;

/// <summary>Chooses the native SQLite: the system's where it is newer than the one in the package, which is of 2021.</summary>
internal static class SqliteLibrary
{
    private const string SystemName = "libsqlite3.so.0";
    private const string PackageName = "e_sqlite3";

    private static readonly Lazy<bool> Ready = new(Load);

    /// <summary>Must run before the first connection; further calls do nothing.</summary>
    public static void EnsureLoaded() => _ = Ready.Value;

    private static bool Load()
    {
        var provider = typeof(SQLite3Provider_e_sqlite3).Assembly;
        NativeLibrary.SetDllImportResolver(provider, Resolve);
        Batteries_V2.Init();
        return true;
    }

    // Zero hands the question back to the runtime, which finds the package's own library.
    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != PackageName || !NativeLibrary.TryLoad(SystemName, out var system))
        {
            return IntPtr.Zero;
        }

        if (!NativeLibrary.TryLoad(PackageName, assembly, path, out var packaged))
        {
            return system;
        }

        return VersionOf(system) > VersionOf(packaged) ? system : packaged;
    }

    // https://sqlite.org/c3ref/libversion.html: 3.40.1 is 3040001.
    private static int VersionOf(IntPtr library)
        => NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var function)
            ? Marshal.GetDelegateForFunctionPointer<VersionNumber>(function)()
            : 0;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();
}
