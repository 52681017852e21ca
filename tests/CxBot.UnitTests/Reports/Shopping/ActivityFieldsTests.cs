using CxBot.Reports.Shopping;

namespace CxBot.Tests.Reports.Shopping;

public sealed class ActivityFieldsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 5, 0, 0, TimeSpan.Zero);

    private static readonly ActivityFields Right = new()
    {
        Subject = "C-1042",
        Id = "INV-2231",
        Kind = "order",
        At = "2026-11-25T14:03:00.25+07:00",
        Amount = "185000.50",
        Currency = "IDR",
    };

    [Fact]
    public void What_is_right_is_read_as_it_was_meant()
    {
        var (row, problem) = (Right with { Id = "Pesanan 🛒 №7" }).Read(Now.AddDays(1));
        Assert.Null(problem);
        Assert.Equal(
            ("C-1042", "Pesanan 🛒 №7", ActivityKind.Order, new DateTimeOffset(2026, 11, 25, 7, 3, 0, 250, TimeSpan.Zero), 185000.50m, "IDR"),
            (row!.Subject, row.Id, row.Kind, row.At, row.Amount, row.Currency));
        var (ended, _) = (Right with { Kind = "subscription-ended", Subscription = "SUB-7", Amount = "", Currency = null }).Read(Now.AddDays(1));
        Assert.Equal((ActivityKind.SubscriptionEnded, "SUB-7", (decimal?)null), (ended!.Kind, ended.Subscription, ended.Amount));
        Assert.Equal("subscription-ended", ActivityFields.NameOf(ended.Kind));
    }

    public static TheoryData<ActivityFields, string> Wrong() => new()
    {
        { Right with { Subject = " " }, "subject is missing" },
        { Right with { Subject = new string('x', 201) }, "subject has at most 200" },
        { Right with { Subject = "a\u0000b" }, "subject has signs" },
        { Right with { Subject = "a\ud83d" }, "subject has signs" },
        { Right with { Id = null }, "id is missing" },
        { Right with { Id = new string('x', 101) }, "id has at most 100" },
        { Right with { Kind = "Order" }, "kind is order, subscription-begun" },
        { Right with { At = "2026-11-25" }, "at is a moment with its zone" },
        { Right with { At = "2026-11-25T14:03:00" }, "at is a moment with its zone" },
        { Right with { At = "2026-13-25T14:03:00Z" }, "at is a moment with its zone" },
        { Right with { At = "1999-12-31T23:59:59Z" }, "at is before 2000-01-01" },
        { Right with { At = "2026-11-27T00:00:00Z" }, "at is in the future" },
        { Right with { Amount = "-1" }, "amount is a number" },
        { Right with { Amount = "1,5" }, "amount is a number" },
        { Right with { Amount = "1e3" }, "amount is a number" },
        { Right with { Amount = "1234567890123456" }, "amount is a number" },
        { Right with { Currency = "rp" }, "currency is three capital letters" },
        { Right with { Currency = null }, "amount and currency stand together" },
        { Right with { Amount = null }, "amount and currency stand together" },
        { Right with { Subscription = "SUB-1" }, "subscription belongs to a kind of subscription" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_said(ActivityFields fields, string problem)
    {
        var (row, said) = fields.Read(Now);
        Assert.Null(row);
        Assert.StartsWith(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_read_line_by_line_with_quotes_and_either_separator()
    {
        const string Body = "C-1;\"a \"\"b\"\"; c\nd\";order;2026-11-25T05:00:00Z;12.5;IDR\r\n\r\nC-2;x;cheese;2026-11-25T05:00:00Z;;\nC-3;y;order\n";
        var lines = await ReadAsync("\ufeffSubject;id;kind;at;amount;currency\r\n" + Body);
        Assert.Equal([2L, 5, 6], lines.Select(line => line.Number));
        Assert.Equal(("a \"b\"; c\nd", "id has signs that cannot be shown."), ("a \"b\"; c\nd", lines[0].Problem));
        Assert.StartsWith("kind is", lines[1].Problem, StringComparison.Ordinal);
        Assert.Equal("There are 3 cells, and 6 in the first line.", lines[2].Problem);
        var right = await ReadAsync("id,subject,at,kind\n\"1,2\",C-1,2026-11-25T05:00:00Z,order");
        Assert.Equal(("C-1", "1,2"), (right[0].Row!.Subject, right[0].Row!.Id));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("subject,id,kind\n", "There is no column \"at\".")]
    [InlineData("subject,id,kind,at,colour\n", "There is no column called \"colour\".")]
    [InlineData("subject,id,kind,at,at\n", "A column stands there twice.")]
    [InlineData("subject,id,kind,at\nC-1,\"open,order", "A quote that begins a cell is never closed.")]
    public async Task A_file_that_is_no_such_file_is_told_why(string file, string problem) =>
        Assert.StartsWith(problem, Assert.Single(await ReadAsync(file)).Problem, StringComparison.Ordinal);

    [Fact]
    public async Task A_line_without_end_is_refused_and_not_held()
    {
        var lines = await ReadAsync($"subject,id,kind,at\nC-1,{new string('x', 50_000)},order,2026-11-25T05:00:00Z\nC-1,y,order,2026-11-25T05:00:00Z\n");
        Assert.Equal(["A line has at most 10000 characters.", null], lines.Select(line => line.Problem));
    }

    private static async Task<List<ActivityLine>> ReadAsync(string text)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        using var reader = new StreamReader(stream);
        var token = TestContext.Current.CancellationToken;
        return await ActivityCsv.ReadAsync(reader, Now, token).ToListAsync(token);
    }
}
