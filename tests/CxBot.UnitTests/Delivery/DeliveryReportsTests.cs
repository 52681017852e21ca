using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Delivery;

public sealed class DeliveryReportsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 1, 2, 3, TimeSpan.Zero);
    private static readonly ConversationId Id = new("wa-1");

    private readonly TestDatabase _database = new();
    private long _sequence;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _database.StartAsync();
        await _database.Writer.RunAsync(async (db, token) =>
        {
            db.Conversations.Add(
                new Conversation { Id = Id, Channel = WhatsAppChannel.Key, Customer = new Customer(), RepliesUntil = Now.AddHours(1) });
            await db.SaveChangesAsync(token);
            var conversation = await db.Conversations.SingleAsync(token);
            var said = await MessageLog.AppendAsync(db, conversation, new OutgoingMessage(MessageRole.Bot, "x"), Now, token);
            await db.SaveChangesAsync(token);
            _sequence = said.Sequence;
            var part = await DeliveryClaim.TakeAsync(db, said, 0, WhatsAppChannel.Key, Now, token);
            db.DeliveryParts.Attach(part!);
            await DeliveryReports.AcceptedAsync(db, part!, "wamid.1", token);
            await db.Outbox.ExecuteDeleteAsync(token);
        }, Token);
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData(DeliveryStatus.Read, DeliveryStatus.Read, DeliveryStatus.Delivered, DeliveryStatus.Sent)]
    [InlineData(DeliveryStatus.Read, DeliveryStatus.Delivered, DeliveryStatus.Read, DeliveryStatus.Sent)]
    [InlineData(DeliveryStatus.Delivered, DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Failed)]
    public async Task In_whatever_order_reports_come_a_message_only_moves_forward(DeliveryStatus ends, params DeliveryStatus[] reported)
    {
        foreach (var status in reported)
            await _database.Writer.RunAsync((db, token) => DeliveryReports.TakeAsync(db,
                [new DeliveryReport(WhatsAppChannel.Key, "wamid.1", status, null, null, DeliveryPart.Tracker(Id, _sequence, 0))], Now, token),
                Token);
        await using var db = _database.Factory.CreateDbContext();
        Assert.Equal(ends, (await db.Messages.SingleAsync(Token)).Delivery);
        Assert.Equal(ends, (await db.DeliveryParts.SingleAsync(Token)).Status);
    }
}
