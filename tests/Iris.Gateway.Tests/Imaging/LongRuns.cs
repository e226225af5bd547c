namespace Iris.Gateway.Tests.Imaging;

/// <summary>Variations that take long run only when <c>IRIS_TEST_LONG</c> is set, as <c>./test --long</c> does.</summary>
internal static class LongRuns
{
    public const string Skipped = "Takes long: set IRIS_TEST_LONG=1, or run ./test --long.";

    public static bool AreWanted => Environment.GetEnvironmentVariable("IRIS_TEST_LONG") == "1";
}
