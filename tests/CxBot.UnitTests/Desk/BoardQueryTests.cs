using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Live;

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
        Assert.Equal(["urgent", "vanished", "old", "new"], rows.Select(row => row.Id));
    }

    [Fact]
    public async Task A_row_tells_who_waits_since_when_and_what_was_said_last()
    {
        await using var database = await SeededAsync();
        await using var db = database.Factory.CreateDbContext();
        var row = (await BoardQuery.WaitingAsync(db, Token)).Single(r => r.Id == "old");
        Assert.Equal(("Budi old", "mau sama orang aja", MessageRole.Customer, true),
            (row.CustomerName, row.LastWords, row.LastRole, row.Unread));
        Assert.Equal(Noon.AddMinutes(-30), row.WaitsSince);
        Assert.Equal(HandoverReason.CustomerAsked, row.Reason);
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
            Id = id,
            Channel = "web",
            Customer = new Customer { Name = $"Budi {id}", Phone = "0812-3456-7890", CreatedAt = Noon },
            CreatedAt = Noon,
            LastMessageAt = Noon,
        };
        var handover = new HandoverRequest
        {
            ConversationId = id,
            Reason = HandoverReason.CustomerAsked,
            Priority = priority,
            Brief = new HandoverBrief([], [], [], Mood.Calm, "id", false, [], [], [], null, null, null),
            RequestedAt = queuedAt,
            QueuedAt = queuedAt,
        };
        db.AddRange(conversation, handover);
        await db.SaveChangesAsync(token);
        await SayAsync(db, id, "pesanan INV-2231 belum sampai", token);
        await SayAsync(db, id, "mau sama orang aja", token);
        await db.Entry(conversation).ReloadAsync(token);
        conversation.HandOver(handover.Id);
        await db.SaveChangesAsync(token);
    }, Token);

    private static Task SayAsync(CxBotDbContext db, string id, string text, CancellationToken cancellationToken) =>
        MessageLog.AppendInboundAsync(
            db, new InboundMessage { ConversationId = id, Channel = "web", Text = text }, Noon, cancellationToken);
}
