using CxBot.Conversations.Cases;
using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Journeys;

public sealed class RaceTests
{
    [Fact]
    public async Task A_customer_who_writes_while_the_bot_thinks_gets_both_answers_in_order()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var bot = PausedBot.In(app);
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("lacak paket");
        await bot.Decided;
        await customer.SayAsync("lupa password");
        bot.GoOn();
        await customer.WaitForAnswerAsync("password-reset");
        var replies = customer.Replies.Select(DirectLineCustomer.Text).ToList();
        Assert.True(replies.FindIndex(r => r.Contains("Pesanan Saya", StringComparison.Ordinal)) is 0, string.Join(" | ", replies));
        Assert.Equal(2, await app.ReadAsync(db => db.Turns.CountAsync()));
    }

    [Fact]
    public async Task An_agent_who_takes_it_while_the_bot_thinks_has_the_word_and_the_answer_is_dropped()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var bot = PausedBot.In(app);
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("lacak paket");
        await bot.Decided;
        await app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
        {
            var conversation = await db.Conversations.SingleAsync(token);
            conversation.HandOver(new BegunHandover(1, HandoverReason.CustomerAsked, null), 1, DateTimeOffset.UnixEpoch);
            conversation.Take("sari", DateTimeOffset.UnixEpoch);
            await db.SaveChangesAsync(token);
        }, TestContext.Current.CancellationToken);
        bot.GoOn();
        await app.CoveredAsync(customer.ConversationId);
        Assert.Equal(TurnOutcome.Dropped, (await app.ReadAsync(db => db.Turns.SingleAsync())).Outcome);
        Assert.False(await app.ReadAsync(db => db.Messages.AnyAsync(m => m.Role == MessageRole.Bot)));
    }

    [Fact]
    public async Task A_turn_whose_messages_another_has_covered_meanwhile_is_not_stored()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var bot = PausedBot.In(app);
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("lacak paket");
        await bot.Decided;
        await app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
        {
            var conversation = await db.Conversations.SingleAsync(token);
            conversation.CoveredSequence = 1;
            // Under another first message, so that it is not the key of the turns which refuses the second.
            db.Turns.Add(new Turn { ConversationId = conversation.Id, FirstSequence = 0, LastSequence = 1, Outcome = TurnOutcome.Ignored });
            await db.SaveChangesAsync(token);
        }, TestContext.Current.CancellationToken);
        bot.GoOn();
        await customer.SayAsync("lupa password");
        await customer.WaitForAnswerAsync("password-reset");
        Assert.Single(customer.Replies);
        Assert.Equal(2, await app.ReadAsync(db => db.Turns.CountAsync()));
    }

    [Fact]
    public async Task A_bot_that_fails_hands_over_to_a_person()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await DirectLineCustomer.StartAsync(app);
        foreach (var adapter in app.Services.GetServices<Web.Bot.ChannelAdapter>())
            adapter.Use(new BrokenBot());
        await customer.SayAsync("lacak paket");
        await customer.WaitForSentenceAsync("HandOver_AnsweringFailed");
        Assert.Equal(HandoverReason.AnsweringFailed, (await app.ReadAsync(db => db.Handovers.SingleAsync())).Reason);
    }

    [Fact]
    public async Task A_storage_that_is_away_for_a_moment_is_no_broken_bot()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await DirectLineCustomer.StartAsync(app);
        foreach (var adapter in app.Services.GetServices<Web.Bot.ChannelAdapter>())
            adapter.Use(new ForgetfulDisk());
        await customer.SayAsync("lacak paket");
        await customer.WaitForAnswerAsync("track-order");
        Assert.False(await app.ReadAsync(db => db.Handovers.AnyAsync()));
        Assert.Equal(TurnOutcome.Answered, (await app.ReadAsync(db => db.Turns.SingleAsync())).Outcome);
    }

    /// <summary>Twice it does not answer, and then it does.</summary>
    private sealed class ForgetfulDisk : Microsoft.Bot.Builder.IMiddleware
    {
        private int _asked;

        public Task OnTurnAsync(Microsoft.Bot.Builder.ITurnContext turnContext, Microsoft.Bot.Builder.NextDelegate next,
            CancellationToken cancellationToken = default) =>
            Interlocked.Increment(ref _asked) <= 2
                ? throw new InvalidOperationException("transient", new Microsoft.Data.Sqlite.SqliteException("disk I/O error", 10))
                : next(cancellationToken);
    }

    private sealed class BrokenBot : Microsoft.Bot.Builder.IMiddleware
    {
        public Task OnTurnAsync(Microsoft.Bot.Builder.ITurnContext turnContext, Microsoft.Bot.Builder.NextDelegate next,
            CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("broken");
    }
}
