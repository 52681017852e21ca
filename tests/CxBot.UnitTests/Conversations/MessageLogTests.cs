using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Conversations;

public sealed class MessageLogTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 1, 2, 3, TimeSpan.Zero);

    private readonly TestDatabase _database = new();

    public async ValueTask InitializeAsync()
    {
        await _database.StartAsync();
        await _database.Writer.RunAsync(async (db, token) =>
        {
            db.Conversations.Add(new Conversation { Id = new("c1"), Channel = WebChannel.Key, Customer = new Customer() });
            await db.SaveChangesAsync(token);
        }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Sequences_only_grow_and_times_too_even_when_the_clock_stands_still()
    {
        for (var i = 0; i < 5; i++)
            await AppendAsync($"m{i}");
        var messages = await MessagesAsync();
        Assert.Equal([1, 2, 3, 4, 5], messages.Select(m => m.Sequence));
        Assert.Equal(Enumerable.Range(0, 5).Select(i => Now.AddMilliseconds(i)), messages.Select(m => m.At));
    }

    [Fact]
    public async Task What_is_due_goes_by_the_clock_however_far_the_log_runs_ahead_of_it()
    {
        var token = TestContext.Current.CancellationToken;
        await _database.Writer.RunAsync(async (db, t) =>
        {
            db.Conversations.Add(
                new Conversation
                {
                    Id = new("wa-1"),
                    Channel = WhatsAppChannel.Key,
                    Customer = new Customer(),
                    LastMessageAt = Now.AddHours(1),
                    RepliesUntil = Now.AddHours(24),
                });
            await db.SaveChangesAsync(t);
        }, token);
        await _database.Writer.RunAsync(async (db, t) =>
        {
            await MessageLog.AppendInboundAsync(db, Inbound("m1") with { ConversationId = new("wa-1"), Channel = WhatsAppChannel.Key }, Now,
                t);
            var conversation = await db.Conversations.SingleAsync(c => c.Id == new ConversationId("wa-1"), t);
            await MessageLog.AppendAsync(db, conversation, new OutgoingMessage(MessageRole.Bot, "x"), Now, t);
            await db.SaveChangesAsync(t);
        }, token);
        await using var read = _database.Factory.CreateDbContext();
        Assert.Equal(Now, (await read.Outbox.SingleAsync(token)).DueAt);
        var kept = await read.Conversations.SingleAsync(c => c.Id == new ConversationId("wa-1"), token);
        Assert.Equal(Now, kept.LastCustomerAt);
        Assert.True(kept.LastMessageAt > Now.AddHours(1));
    }

    [Fact]
    public async Task The_same_provider_id_is_stored_once()
    {
        var first = await AppendAsync("m1");
        var second = await AppendAsync("m1");
        Assert.NotNull(first);
        Assert.Null(second);
        Assert.Single(await MessagesAsync());
    }

    [Fact]
    public async Task A_message_for_no_conversation_is_not_stored() =>
        Assert.Null(await _database.Writer.RunAsync(
            (db, token) => MessageLog.AppendInboundAsync(db, Inbound("m1") with { ConversationId = new("gone") }, Now, token),
            TestContext.Current.CancellationToken));

    [Fact]
    public async Task What_a_customer_writes_comes_back_as_it_was()
    {
        const string text = "Halo 👋 \"refund\" — <b>x</b> \u202e kapan?";
        await _database.Writer.RunAsync(
            (db, token) => MessageLog.AppendInboundAsync(db, Inbound("m1") with { Text = text, Raw = "{\"a\":1}" }, Now, token),
            TestContext.Current.CancellationToken);
        var message = Assert.Single(await MessagesAsync());
        Assert.Equal((text, "{\"a\":1}"), (message.Text, message.Raw));
    }

    private Task<long?> AppendAsync(string providerId) =>
        _database.Writer.RunAsync(
            (db, token) => MessageLog.AppendInboundAsync(db, Inbound(providerId), Now, token), TestContext.Current.CancellationToken);

    private static InboundMessage Inbound(string providerId) =>
        new() { ConversationId = new("c1"), Channel = WebChannel.Key, Text = "x", ProviderId = providerId };

    private async Task<List<Message>> MessagesAsync()
    {
        await using var db = _database.Factory.CreateDbContext();
        return await db.Messages.AsNoTracking().OrderBy(m => m.Sequence).ToListAsync();
    }
}
