using CxBot.Conversations;
using CxBot.Labels;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Lists.Filters;
using CxBot.Web.Desk.Live;

namespace CxBot.Tests.Desk.Lists.Filters;

public sealed class ListFilterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly ListFilter Everything = new()
    {
        Whose = Whose.Bot,
        Channel = "whatsapp",
        Language = "id",
        Skill = ListFilter.AnySkill,
        Label = 12,
        Urgent = true,
        Failed = true,
        Due = true,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Queries =>
        ["", "?urgent=1", "?channel=whatsapp&language=en", "?skill=billing", "?skill=%20", "?label=1", "?label=1&urgent=1&channel=web",
            "?channel=email"];

    [Fact]
    public void What_stands_in_the_address_is_read_back_the_same()
    {
        Assert.Equal(Everything, ListFilter.Read(Everything.ToQuery()));
        Assert.Equal("", ListFilter.None.ToQuery());
        Assert.Equal("?skill=r%26d%20%2B%20%E2%9C%93", new ListFilter { Skill = "r&d + ✓" }.ToQuery());
    }

    [Theory]
    [InlineData("?label=-1&urgent=yes&whose=everyone")]
    [InlineData("?label=999999999999999999999999&failed=true")]
    [InlineData("?channel=")]
    [InlineData("?x=<script>&due=0&label=1;drop")]
    public void What_it_does_not_know_is_left_out(string query) => Assert.True(ListFilter.Read(query).IsEmpty);

    [Fact]
    public void Filters_are_combined()
    {
        var row = new BoardRow
        {
            Id = new("1"),
            Channel = "whatsapp",
            Status = ConversationStatus.WithBot,
            Language = "id",
            Labels = new RowLabels([3, 12]),
            Urgent = true,
            Failed = true,
            DueAt = Noon,
        };
        Assert.True(Everything.Matches(row, Noon));
        foreach (var other in new[]
        {
            row with { Channel = "web" }, row with { Language = null }, row with { Labels = new RowLabels([1]) }, row with { Urgent = false },
            row with { Failed = false }, row with { DueAt = Noon.AddSeconds(1) }, row with { Skill = "billing" },
        })
            Assert.False(Everything.Matches(other, Noon));
    }

    [Fact]
    public void A_list_shows_whose_conversations_it_is_asked_for()
    {
        var board = new BoardSnapshot([Row("w")], [Row("m") with { OwnerId = "sari" }, Row("o") with { OwnerId = "budi" }])
        {
            WithBot = [Row("b")],
        };
        Assert.Equal("w", Ids(ListFilter.None, "queue"));
        Assert.Equal("m", Ids(ListFilter.None, "mine"));
        Assert.Equal("m", Ids(new ListFilter { Whose = Whose.Mine }, "queue"));
        Assert.Equal("b", Ids(new ListFilter { Whose = Whose.Bot }, "queue"));
        // The long queue is not copied for each desk.
        Assert.Same(board.Waiting, ListFilter.None.Rows(board, "queue", "sari", Noon));

        string Ids(ListFilter filter, string list) => string.Join(' ', filter.Rows(board, list, "sari", Noon).Select(row => row.Id));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task The_database_finds_the_same_as_the_board(string query)
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await using var db = database.Factory.CreateDbContext();
        await WaitingCrowd.SeedAsync(db, 40, Noon);
        db.Labels.Add(new Label { Id = 1, Name = "refund", NameKey = "refund" });
        db.ConversationLabels.AddRange(
            new ConversationLabel { ConversationId = WaitingCrowd.Id(1), LabelId = 1, Case = 1 },
            new ConversationLabel { ConversationId = WaitingCrowd.Id(10), LabelId = 1, Case = 1 },
            // Of a case that is over.
            new ConversationLabel { ConversationId = WaitingCrowd.Id(20), LabelId = 1, Case = 0 });
        await db.SaveChangesAsync(Token);
        var filter = ListFilter.Read(query);
        var onBoard = (await BoardQuery.WaitingAsync(db, Token)).Where(row => filter.Matches(row, Noon)).Select(row => row.Id);
        Assert.Equal(onBoard.Order(), filter.Of(db.Conversations, db, "sari").Select(c => c.Id).Order().ToList());
    }

    private static BoardRow Row(string id) => new() { Id = new(id), Channel = "web", Status = ConversationStatus.WaitingForAgent };
}
