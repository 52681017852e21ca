using CxBot.Alerts;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Handover.Later;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Alerts;
using CxBot.Web.Desk.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxBot.Tests.Desk;

public sealed class BoardTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ConversationStatus.Resolved)]
    [InlineData(ConversationStatus.WithBot)]
    public async Task A_watched_row_that_left_the_live_lists_tells_what_became_of_it(ConversationStatus status)
    {
        await using var database = new TestDatabase();
        using var board = await BoardAsync(database, "one", "other");
        IReadOnlyList<BoardRow> shown = [.. board.Current.Owned];
        using var watch = board.Watch(() => shown.Select(row => row.Id));

        await SetAsync(database, "one", status);
        var told = 0;
        board.Changed += () => told++;
        await board.ReadAsync(Token);
        Assert.Equal(["one:" + status, "other:WithAgent"],
            board.Current.Renew(shown).Select(row => $"{row.Id}:{row.Status}").Order(StringComparer.Ordinal));

        // What the bot does afterwards is seen too, and a reading that differs in nothing is no news.
        await SetAsync(database, "one", ConversationStatus.Resolved);
        await board.ReadAsync(Token);
        await board.ReadAsync(Token);
        Assert.Equal(status == ConversationStatus.Resolved ? 1 : 2, told);
        Assert.Equal(ConversationStatus.Resolved, board.Current.Renew(shown).Single(row => row.Id == new ConversationId("one")).Status);
    }

    [Fact]
    public async Task A_watched_row_goes_when_its_conversation_is_erased_and_nothing_is_read_for_who_has_left()
    {
        await using var database = new TestDatabase();
        using var board = await BoardAsync(database, "one", "other");
        IReadOnlyList<BoardRow> shown = [.. board.Current.Owned];
        var watch = board.Watch(() => shown.Select(row => row.Id));
        await database.Writer.RunAsync((db, token) => db.Conversations.Where(c => c.Id == new ConversationId("one"))
            .ExecuteDeleteAsync(token), Token);
        await board.ReadAsync(Token);
        Assert.Equal([new ConversationId("other")], board.Current.Renew(shown).Select(row => row.Id));

        watch.Dispose();
        await SetAsync(database, "other", ConversationStatus.Resolved);
        await board.ReadAsync(Token);
        Assert.Empty(board.Current.Others);
        Assert.Equal(2, board.Current.Renew(shown).Count);
    }

    [Fact]
    public async Task All_that_wait_are_counted_and_the_three_hundredth_is_news_with_its_words()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await SeedAsync(database, 299, first: 0);
        using var board = new Board(new Feed(), database.Factory, TimeProvider.System, NullLogger<Board>.Instance);
        await board.ReadAsync(Token);
        var before = board.Current;
        await SeedAsync(database, 1, first: 299);
        await board.ReadAsync(Token);
        Assert.Equal(300, board.Current.Waiting.Count);
        var rings = Assert.Single(DeskAlerts.Between(new(before, Noon), new(board.Current, Noon), "sari"));
        Assert.Equal((WaitingCrowd.Id(299), AlertCause.Waiting), (rings.ConversationId, rings.Cause));
        Assert.Equal("pesanan INV-10299 belum sampai", board.Current.Find(rings.ConversationId)!.Want);
    }

    [Fact]
    public async Task Words_are_read_for_what_somebody_looks_at_and_again_only_where_they_changed()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await SeedAsync(database, 300, first: 0);
        using var board = new Board(new Feed(), database.Factory, TimeProvider.System, NullLogger<Board>.Instance);
        await board.ReadAsync(Token);
        Assert.DoesNotContain(board.Current.Waiting, row => row.IsRead);
        Assert.Equal(300, board.Current.Waiting.Count(row => row.QueuedAt is not null && row.Language is not null));

        var shown = await board.WithWordsAsync([.. board.Current.Waiting.Skip(100).Take(20)], Token);
        Assert.All(shown, row => Assert.StartsWith("pesanan INV-", row.Want, StringComparison.Ordinal));
        await database.Writer.RunAsync((db, token) => MessageLog.AppendInboundAsync(db,
            new InboundMessage { ConversationId = shown[0].Id, Channel = "web", Text = "halo?" }, Noon, token), Token);
        await board.ReadAsync(Token);
        Assert.Equal(20, board.Current.Waiting.Count(row => row.IsRead));
        Assert.Equal("halo?", board.Current.Find(shown[0].Id)!.LastWords);
        Assert.Same(board.Current.Waiting[299], await AgainAsync(board));
    }

    [Fact]
    public async Task What_the_bot_has_is_read_while_somebody_looks_at_it()
    {
        await using var database = new TestDatabase();
        using var board = await BoardAsync(database, "one");
        await SetAsync(database, "one", ConversationStatus.WithBot);
        await database.Writer.RunAsync((db, token) => MessageLog.AppendInboundAsync(db,
            new InboundMessage { ConversationId = new("one"), Channel = "web", Text = "lacak paket" }, Noon, token), Token);
        var watch = board.WatchBot();
        await board.ReadAsync(Token);
        Assert.Equal(["lacak paket"], board.Current.WithBot.Select(row => row.Want));
        watch.Dispose();
        await board.ReadAsync(Token);
        Assert.Empty(board.Current.WithBot);
    }

    /// <summary>What has not changed is the same object, however often it is read.</summary>
    private static async Task<BoardRow> AgainAsync(Board board)
    {
        await board.ReadAsync(Token);
        return board.Current.Waiting[299];
    }

    private static async Task SeedAsync(TestDatabase database, int count, int first)
    {
        await using var db = database.Factory.CreateDbContext();
        await WaitingCrowd.SeedAsync(db, count, Noon, first);
    }

    [Fact]
    public async Task What_its_owner_put_off_is_out_of_their_list_until_the_customer_writes_and_what_was_promised_stays()
    {
        await using var database = new TestDatabase();
        using var board = await BoardAsync(database, "snoozed", "promised", "resolved");
        await SetAsync(database, "resolved", ConversationStatus.Resolved);
        await database.Writer.RunAsync(async (db, token) =>
        {
            await db.Conversations.ExecuteUpdateAsync(set => set.SetProperty(c => c.OwnerId, "sari"), token);
            db.AddRange(
                New("snoozed", FollowUpKind.Snooze, null), New("promised", FollowUpKind.Promise, Noon.AddHours(2)),
                New("resolved", FollowUpKind.Promise, Noon.AddHours(1)));
            await db.SaveChangesAsync(token);
        }, Token);
        await board.ReadAsync(Token);
        Assert.Equal([new ConversationId("promised")], board.Current.Of("sari").Select(row => row.Id));
        Assert.Equal(Noon.AddHours(2), board.Current.Of("sari")[0].DueAt);
        Assert.Equal([new ConversationId("resolved"), new ConversationId("promised"), new ConversationId("snoozed")],
            board.Current.LaterOf("sari").Select(row => row.ConversationId));
        Assert.Equal(ConversationStatus.Resolved, board.Current.Find(new("resolved"))!.Status);
        Assert.Empty(board.Current.LaterOf("budi"));
        var told = 0;
        board.Changed += () => told++;
        await board.ReadAsync(Token);
        Assert.Equal(0, told);

        await database.Writer.RunAsync((db, token) => db.Conversations.Where(c => c.Id == new ConversationId("snoozed"))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.LastCustomerSequence, 1), token), Token);
        await board.ReadAsync(Token);
        Assert.Equal([new ConversationId("promised"), new ConversationId("snoozed")],
            board.Current.Of("sari").Select(row => row.Id).Order());

        static FollowUp New(string id, FollowUpKind kind, DateTimeOffset? due) =>
            new() { ConversationId = new(id), Kind = kind, AgentId = "sari", DueAt = due, CreatedAt = Noon };
    }

    private static async Task<Board> BoardAsync(TestDatabase database, params string[] ids)
    {
        await database.StartAsync();
        foreach (var id in ids)
        {
            await database.Writer.RunAsync(async (db, token) =>
            {
                db.Add(new Conversation
                {
                    Id = new(id),
                    Channel = "web",
                    Customer = new Customer { CreatedAt = Noon },
                    CreatedAt = Noon,
                    LastMessageAt = Noon,
                });
                await db.SaveChangesAsync(token);
            }, Token);
            await SetAsync(database, id, ConversationStatus.WithAgent);
        }
        var board = new Board(new Feed(), database.Factory, TimeProvider.System, NullLogger<Board>.Instance);
        await board.ReadAsync(Token);
        return board;
    }

    private static Task SetAsync(TestDatabase database, string id, ConversationStatus status) => database.Writer.RunAsync((db, token) =>
        db.Conversations.Where(c => c.Id == new ConversationId(id))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, status), token), Token);
}
