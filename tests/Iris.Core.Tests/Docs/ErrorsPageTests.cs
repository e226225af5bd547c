using System.Reflection;
using Iris.Core.Model;

namespace Iris.Core.Tests.Docs;

public sealed class ErrorsPageTests
{
    private const string Page = "docs/errors.md";
    private const string Head = "| reason | status |";

    [Fact]
    public void Table_EachRow_IsThatOfTheCode()
    {
        var written = WrittenRows();
        var wrong = ErrorTable.Rows.Select(Line).Where(line => !written.Contains(line, StringComparer.Ordinal)).ToList();
        wrong.ShouldBeEmpty($"{Page} lacks rows of the code. Write these lines:\n{string.Join('\n', wrong)}\n");
    }

    [Fact]
    public void Table_Order_IsThatOfTheCode()
        => WrittenRows().Select(Reason).ShouldBe(ErrorTable.Rows.Select(row => row.Reason), $"{Page} lists the rows in another order, or rows that the code does not have.");

    [Fact]
    public void Code_EachReason_HasItsRow()
    {
        var reasons = typeof(ErrorReason).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        ErrorTable.Rows.Select(row => row.Reason).Order(StringComparer.Ordinal).ShouldBe(reasons.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Code_FaultOfTheRequest_IsNeverServerError()
        => ErrorTable.Rows.Where(row => row.Kind is ErrorKind.ClientRequest or ErrorKind.ImageFetch or ErrorKind.ImageInvalid).ShouldAllBe(row => row.Status < 500);

    private static List<string> WrittenRows()
    {
        var lines = RepositoryFolder.Lines(Page);
        var head = Array.FindIndex(lines, line => line.StartsWith(Head, StringComparison.Ordinal));
        head.ShouldBeGreaterThanOrEqualTo(0, $"{Page} has no table that begins with {Head}");
        return [.. lines.Skip(head + 2).TakeWhile(line => line.StartsWith('|'))];
    }

    private static string Reason(string line) => line.Split('`')[1];

    private static string Line(ErrorRow row)
        => $"| `{row.Reason}` | {row.Status} | `{row.ErrorType}` | `{row.Type}` | {row.Kind} | {YesNo(row.MayFallBack)} | {Health(row.Breaker)} | {YesNo(row.ShouldRetry)} | {row.Meaning} |";

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Health(BreakerEffect effect) => effect switch
    {
        BreakerEffect.None => "–",
        BreakerEffect.Count => "counts",
        BreakerEffect.CoolDown => "cools down",
        BreakerEffect.Park => "parked",
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, "a new effect: give it a word here and on the page"),
    };
}
