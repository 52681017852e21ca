using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Live;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Desk;

public sealed class BoardQueryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Urgent_comes_first_and_then_who_is_longest_in_the_queue()
    {
        await using var database = await SeededAsync();
        await using var db = database.Factory.CreateDbContext();
        var rows = await BoardQuery.WaitingAsync(db, Token);
        Assert.Equal([new ConversationId("urgent"), new ConversationId("vanished"), new ConversationId("old"), new ConversationId("new")],
            rows.Select(row => row.Id));
    }

    [Fact]
    public async Task A_row_tells_who_waits_since_when_and_what_was_said_last()
    {
        await using var database = await SeededAsync();
        await using var db = database.Factory.CreateDbContext();
        var row = (await BoardQuery.WaitingAsync(db, Token)).Single(r => r.Id == new ConversationId("old"));
        Assert.Equal(("Budi old", "mau sama orang aja", MessageRole.Customer, true),
            (row.CustomerName, row.LastWords, row.LastRole, row.Unread));
        Assert.Equal(Noon.AddMinutes(-30), row.WaitsSince);
        Assert.Equal(HandoverReason.CustomerAsked, row.Reason);
    }

    [Fact]
    public async Task A_row_says_what_is_wanted_and_never_the_call_for_a_person()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await using var db = database.Factory.CreateDbContext();
        await WaitingCrowd.SeedAsync(db, 1, Noon);
        var row = Assert.Single(await BoardQuery.WaitingAsync(db, Token));
        Assert.Equal(("pesanan INV-10000 belum sampai", "INV-10000", 0), (row.Want, row.Order, row.MoreOrders));
        Assert.Equal(("mau bicara dengan CS", null), (row.LastWords, row.News));
    }

    [Fact]
    public async Task Where_there_is_no_brief_the_first_words_of_the_case_say_it_and_no_greeting()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await TalkAsync(database, "bot", "halo kak", "refund INV-77123 belum masuk", "gimana?");
        await TalkAsync(database, "greeted", "halo");
        await using var db = database.Factory.CreateDbContext();
        var rows = await BoardQuery.RowsAsync(db, db.Conversations.OrderBy(c => c.Id), Token);
        Assert.Equal([("refund INV-77123 belum masuk", "INV-77123"), ("halo", null)], rows.Select(row => (row.Want, row.Order)));
    }

    [Fact]
    public async Task A_row_that_waits_again_says_why()
    {
        await using var database = await SeededAsync();
        foreach (var (id, because) in new[] { ("vanished", QueuedBecause.AgentVanished), ("old", QueuedBecause.Released) })
            await database.Writer.RunAsync((db, token) => db.Handovers.Where(h => h.ConversationId == new ConversationId(id))
                .ExecuteUpdateAsync(set => set.SetProperty(h => h.QueuedBecause, because), token), Token);
        await using var db = database.Factory.CreateDbContext();
        var why = (await BoardQuery.WaitingAsync(db, Token)).ToDictionary(row => row.Id, row => row.Returned);
        Assert.Equal((QueuedBecause.AgentVanished, QueuedBecause.Released, null),
            (why[new ConversationId("vanished")], why[new ConversationId("old")], why[new ConversationId("new")]));
    }

    private static async Task<TestDatabase> SeededAsync()
    {
        var database = new TestDatabase();
        await database.StartAsync();
        await WaitAsync(database, "new", Noon.AddMinutes(-5), HandoverPriority.Normal);
        await WaitAsync(database, "old", Noon.AddMinutes(-30), HandoverPriority.Normal);
        await WaitAsync(database, "urgent", Noon.AddMinutes(-1), HandoverPriority.Urgent);
        await WaitAsync(database, "vanished", DateTimeOffset.UnixEpoch, HandoverPriority.Normal);
        return database;
    }

    private static Task WaitAsync(TestDatabase database, string id, DateTimeOffset queuedAt, HandoverPriority priority) =>
        database.Writer.RunAsync(async (db, token) =>
    {
        var conversation = new Conversation
        {
            Id = new(id),
            Channel = "web",
            Customer = new Customer { Name = $"Budi {id}", Phone = "0812-3456-7890", CreatedAt = Noon },
            CreatedAt = Noon,
            LastMessageAt = Noon,
        };
        var handover = new HandoverRequest
        {
            ConversationId = new(id),
            Reason = HandoverReason.CustomerAsked,
            Priority = priority,
            Brief = new HandoverBrief([], [], [], Mood.Calm, "id", false, [], [], [], null, null, null),
            RequestedAt = queuedAt,
            QueuedAt = queuedAt,
        };
        db.AddRange(conversation, handover);
        await db.SaveChangesAsync(token);
        await SayAsync(db, new(id), "pesanan INV-2231 belum sampai", token);
        await SayAsync(db, new(id), "mau sama orang aja", token);
        await db.Entry(conversation).ReloadAsync(token);
        conversation.HandOver(handover.Begun, 1, handover.RequestedAt);
        await db.SaveChangesAsync(token);
    }, Token);

    private static async Task TalkAsync(TestDatabase database, string id, params string[] said)
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
            foreach (var text in said)
                await SayAsync(db, new(id), text, token);
        }, Token);
    }

    private static Task SayAsync(CxBotDbContext db, ConversationId id, string text, CancellationToken cancellationToken) =>
        MessageLog.AppendInboundAsync(
            db, new InboundMessage { ConversationId = id, Channel = "web", Text = text }, Noon, cancellationToken);
}
