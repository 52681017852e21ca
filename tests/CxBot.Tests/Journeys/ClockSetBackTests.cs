using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Journeys;

/// <summary>The clock is set back by an hour, as after a wrong one is put right: nobody waits for it to catch up.</summary>
public sealed class ClockSetBackTests
{
    private static readonly TimeSpan Back = TimeSpan.FromHours(-1);

    [Fact]
    public async Task Known_customers_are_answered_and_what_is_unclear_is_asked_back()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("lacak paket");
        await graph.WaitForAnswerAsync("track-order");
        app.Time.Advance(Back);
        await budi.SayAsync("lupa password");
        await graph.WaitForAnswerAsync("password-reset");
        await budi.SayAsync("paket refund");
        await graph.WaitForSentenceAsync("Clarify");
    }

    [Fact]
    public async Task What_was_put_off_is_tried_at_once()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        await new WhatsAppCustomer(app.Address, "6281234567890").SayAsync("lacak paket");
        await graph.WaitForAnswerAsync("track-order");
        await Eventually.TrueAsync(() => app.ReadAsync(async db => !await db.Outbox.AnyAsync()), "the outbox to be empty");
        await app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
        {
            var conversation = await db.Conversations.SingleAsync(token);
            await MessageLog.AppendAsync(db, conversation, new OutgoingMessage(MessageRole.Bot, "menunggu"), app.Time.GetUtcNow(), token);
            await db.SaveChangesAsync(token);
            await db.Outbox.ExecuteUpdateAsync(
                set => set.SetProperty(d => d.DueAt, app.Time.GetUtcNow().AddMinutes(5)).SetProperty(d => d.LastError, "later"), token);
        }, TestContext.Current.CancellationToken);
        // By less than the longest wait, so that only the step itself tells.
        app.Time.Advance(TimeSpan.FromMinutes(-8));
        await graph.WaitForTextAsync("menunggu");
    }

    [Fact]
    public async Task A_message_that_was_left_behind_is_woken_and_what_was_due_by_the_old_clock_after_a_restart_too()
    {
        await using var graph = await FakeGraph.StartAsync();
        var first = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        await new WhatsAppCustomer(first.Address, "6281234567890").SayAsync("lacak paket");
        await graph.WaitForAnswerAsync("track-order");
        await Eventually.TrueAsync(() => first.ReadAsync(async db => !await db.Outbox.AnyAsync()), "the outbox to be empty");
        var ahead = first.Time.GetUtcNow() - Back;
        var folder = await first.StopKeepingDataAsync();
        await using (var db = new CxBotDbContextFactory(
            Microsoft.Extensions.Options.Options.Create(
                new StorageOptions { ConnectionString = $"Data Source={Path.Combine(folder, "cxbot.db")}" }),
            TestChannels.All).CreateDbContext())
        {
            // As if it had come under a clock that was an hour ahead, and the app had been killed before its turn; and a reply that was put
            // off.
            var token = TestContext.Current.CancellationToken;
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var conversation = await db.Conversations.SingleAsync(token);
            await MessageLog.AppendInboundAsync(db,
                new InboundMessage
                {
                    ConversationId = conversation.Id,
                    Channel = conversation.Channel,
                    Text = "voucher error",
                    ProviderId = "wamid.LEFT",
                }, ahead, token);
            await MessageLog.AppendAsync(db, conversation, new OutgoingMessage(MessageRole.Bot, "dari jam lama"), ahead, token);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
        }
        await using var app = await CxBotApp.StartAsync(settings: graph.Settings, folder: folder);
        await graph.WaitForTextAsync("dari jam lama");
        await graph.WaitForAnswerAsync("voucher-fails");
    }
}
