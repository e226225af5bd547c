using Iris.Core.Accounting;
using Iris.Core.Model;

namespace Iris.Core.Tests.Accounting;

public sealed class BudgetBookTests
{
    private static readonly KeyId Alice = new("alice");
    private static readonly NanoDollars OneCall = NanoDollars.FromDollars(0.02m);

    [Fact]
    public async Task Reserve_TwoHundredAtOnceAgainstFifty_AdmitsFifty()
    {
        for (var run = 0; run < 100; run++)
        {
            var book = Book(OneCall * 50);
            using var start = new ManualResetEventSlim();

            var calls = Enumerable.Range(0, 200).Select(_ => Task.Run(() =>
            {
                start.Wait(TestContext.Current.CancellationToken);
                return book.Reserve(Alice, OneCall);
            })).ToArray();
            start.Set();
            var outcomes = await Task.WhenAll(calls);

            outcomes.Count(outcome => outcome.Succeeded).ShouldBe(50);
            outcomes.Where(outcome => !outcome.Succeeded).ShouldAllBe(outcome => outcome.Error!.Reason == ErrorReason.BudgetExceeded);
            await Task.WhenAll(outcomes.Where(outcome => outcome.Succeeded).Select(outcome => Task.Run(() => book.Settle(outcome.Value, OneCall))));
            book.StateOf(Alice).ShouldBe(new BudgetState(OneCall * 50, OneCall * 50, NanoDollars.Zero));
        }
    }

    [Fact]
    public void Reserve_ExactlyTheRest_IsAdmitted()
    {
        var book = Book(new NanoDollars(10), spent: 4);

        book.Reserve(Alice, new NanoDollars(7)).Succeeded.ShouldBeFalse();
        book.Reserve(Alice, new NanoDollars(6)).Succeeded.ShouldBeTrue();
        book.Reserve(Alice, new NanoDollars(1)).Succeeded.ShouldBeFalse();
        book.Reserve(Alice, NanoDollars.Zero).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Reserve_OverTheLimit_NamesTheAmounts()
    {
        var book = Book(NanoDollars.FromDollars(1.5m), spent: 1_250_000_000);
        book.Reserve(Alice, NanoDollars.FromDollars(0.2m));

        var message = book.Reserve(Alice, NanoDollars.FromDollars(0.1m)).Error.ShouldNotBeNull().Message;

        message.ShouldContain("$0.1,");
        message.ShouldContain("$1.5 ");
        message.ShouldContain("$1.25 ");
        message.ShouldContain("$0.2 ");
    }

    [Fact]
    public void Settle_Twice_IsRefused()
    {
        var book = Book(new NanoDollars(100));
        var reservation = book.Reserve(Alice, new NanoDollars(50)).Value;

        book.Settle(reservation, new NanoDollars(30)).ShouldBeTrue();
        book.Settle(reservation, new NanoDollars(30)).ShouldBeFalse();
        book.Release(reservation).ShouldBeFalse();

        book.StateOf(Alice).ShouldBe(new BudgetState(new NanoDollars(100), new NanoDollars(30), NanoDollars.Zero));
    }

    [Fact]
    public void Settle_AfterRelease_IsRefused()
    {
        var book = Book(new NanoDollars(100));
        var reservation = book.Reserve(Alice, new NanoDollars(50)).Value;

        book.Release(reservation).ShouldBeTrue();
        book.Settle(reservation, new NanoDollars(30)).ShouldBeFalse();

        book.StateOf(Alice).Spent.ShouldBe(NanoDollars.Zero);
        book.Reserve(Alice, new NanoDollars(100)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Settle_RacedByManyThreads_BooksOnce()
    {
        var book = Book(null);
        var reservation = book.Reserve(Alice, new NanoDollars(5)).Value;

        var settled = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => book.Settle(reservation, new NanoDollars(3)))));

        settled.Count(won => won).ShouldBe(1);
        book.StateOf(Alice).ShouldBe(new BudgetState(null, new NanoDollars(3), NanoDollars.Zero));
    }

    [Fact]
    public void Settle_AboveTheReservation_IsBookedInFull()
    {
        var book = Book(new NanoDollars(100));

        book.Settle(book.Reserve(Alice, new NanoDollars(10)).Value, new NanoDollars(150)).ShouldBeTrue();

        book.StateOf(Alice).Spent.ShouldBe(new NanoDollars(150));
        book.Reserve(Alice, NanoDollars.Zero).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public void Sums_PastTheRange_AreAnExceptionThatChangesNothing()
    {
        var book = Book(null, spent: long.MaxValue - 5);
        var reservation = book.Reserve(Alice, new NanoDollars(5)).Value;

        Should.Throw<OverflowException>(() => book.Reserve(Alice, new NanoDollars(1)));
        Should.Throw<OverflowException>(() => book.Settle(reservation, new NanoDollars(6)));
        book.StateOf(Alice).ShouldBe(new BudgetState(null, new NanoDollars(long.MaxValue - 5), new NanoDollars(5)));
        book.Settle(reservation, new NanoDollars(5)).ShouldBeTrue();
    }

    [Fact]
    public void Amounts_BelowZero_AreAnException()
    {
        var book = Book(null);
        var reservation = book.Reserve(Alice, NanoDollars.Zero).Value;

        Should.Throw<ArgumentOutOfRangeException>(() => book.Reserve(Alice, new NanoDollars(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => book.Settle(reservation, new NanoDollars(-1)));
    }

    [Fact]
    public void Limits_OfSingleKeys_ReplaceTheDefault()
    {
        var book = new BudgetBook(
            new Dictionary<KeyId, NanoDollars?> { [Alice] = null, [new KeyId("bob")] = new NanoDollars(2) },
            new NanoDollars(1),
            new Dictionary<KeyId, NanoDollars>());

        book.Reserve(Alice, new NanoDollars(1_000)).Succeeded.ShouldBeTrue();
        book.Reserve(new KeyId("bob"), new NanoDollars(2)).Succeeded.ShouldBeTrue();
        book.Reserve(new KeyId("carol"), new NanoDollars(2)).Succeeded.ShouldBeFalse();
    }

    private static BudgetBook Book(NanoDollars? limit, long spent = 0)
        => new(new Dictionary<KeyId, NanoDollars?>(), limit, new Dictionary<KeyId, NanoDollars> { [Alice] = new(spent) });
}
