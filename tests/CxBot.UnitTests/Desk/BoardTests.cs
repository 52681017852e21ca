using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Tests.Testing;
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
        Assert.Equal(ConversationStatus.Resolved, board.Current.Renew(shown).Single(row => row.Id == "one").Status);
    }

    [Fact]
    public async Task A_watched_row_goes_when_its_conversation_is_erased_and_nothing_is_read_for_who_has_left()
    {
        await using var database = new TestDatabase();
        using var board = await BoardAsync(database, "one", "other");
        IReadOnlyList<BoardRow> shown = [.. board.Current.Owned];
        var watch = board.Watch(() => shown.Select(row => row.Id));
        await database.Writer.RunAsync((db, token) => db.Conversations.Where(c => c.Id == "one").ExecuteDeleteAsync(token), Token);
        await board.ReadAsync(Token);
        Assert.Equal(["other"], board.Current.Renew(shown).Select(row => row.Id));

        watch.Dispose();
        await SetAsync(database, "other", ConversationStatus.Resolved);
        await board.ReadAsync(Token);
        Assert.Empty(board.Current.Others);
        Assert.Equal(2, board.Current.Renew(shown).Count);
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
                    Id = id,
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
        db.Conversations.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, status), token), Token);
}
