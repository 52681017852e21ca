using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Later;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Handover.Later;

public sealed class ComingBackTests : IAsyncLifetime
{
    private static readonly FollowUpPlan Tomorrow = new(TimeProvider.System.GetUtcNow().AddDays(1), "kirim nomor resi");
    private static readonly FollowUpPlan WhenTheyWrite = new(null, "uang kembali");

    private ActsFixture _acts = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _acts = await ActsFixture.StartAsync();

    public ValueTask DisposeAsync() => _acts.DisposeAsync();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_promise_comes_back_at_its_time_to_who_made_it_or_to_the_queue_once(bool resolved, bool here)
    {
        await _acts.GiveAsync("c");
        if (resolved)
            await _acts.Queue.ResolveAsync(new("c"), _acts.Sari, HandoverOutcome.FollowUpNeeded, null, Token, Tomorrow);
        else
        {
            await _acts.FollowUps.SetAsync(new("c"), _acts.Sari, FollowUpKind.Promise, Tomorrow, Token);
            await _acts.Queue.ReturnToBotAsync(new("c"), _acts.Sari, Token);
        }
        var told = (await _acts.SaidAsync("c")).Count;
        Assert.Equal(0, await _acts.SweepAsync());
        if (here)
            await _acts.IsHereAsync(_acts.Sari);
        await _acts.PassesAsync(TimeSpan.FromDays(1.1));

        // Two who look in the same moment.
        var due = Assert.Single(await _acts.ReadAsync(db => _acts.ComingBack.DueAsync(db, 10, Token)));
        await Task.WhenAll(_acts.ComingBack.BringBackAsync(due, Token), _acts.ComingBack.BringBackAsync(due, Token));
        Assert.Equal(0, await _acts.SweepAsync());
        Assert.Equal(2, await _acts.ReadAsync(db => db.Handovers.CountAsync(Token)));
        var conversation = await _acts.OfAsync("c");
        Assert.Equal(here ? (ConversationStatus.WithAgent, _acts.Sari.Id) : (ConversationStatus.WaitingForAgent, null),
            (conversation.Status, conversation.OwnerId));
        var handover = await _acts.HandoverAsync("c");
        Assert.Equal((HandoverReason.Promised, handover.Id, here),
            (handover.Reason, conversation.HandoverId!.Value, handover.TakenAt is not null));
        Assert.Equal(["kirim nomor resi"], handover.Brief.Promised);
        Assert.Equal((1, true), (conversation.Case, conversation.UnaskedSince.HasValue));
        // Nobody wrote, so nobody is told anything and nobody waits.
        Assert.Equal((told, null), ((await _acts.SaidAsync("c")).Count, conversation.CustomerWaitsSince));
        var followUp = await _acts.FollowUpAsync("c");
        Assert.Equal((true, null), (followUp.CameBackAt.HasValue, followUp.EndedAt));
    }

    [Fact]
    public async Task A_promise_of_who_is_disabled_comes_back_to_the_queue()
    {
        await _acts.GiveAsync("c");
        await _acts.Queue.ResolveAsync(new("c"), _acts.Sari, HandoverOutcome.FollowUpNeeded, null, Token, Tomorrow);
        await _acts.IsHereAsync(_acts.Sari);
        await _acts.Get<CxBot.Accounts.AgentAccounts>().DisableAsync(Audit.AuditActor.CommandLine, _acts.Sari.Id, Token);
        await _acts.PassesAsync(TimeSpan.FromDays(1.1));
        await _acts.SweepAsync();
        Assert.Equal(ConversationStatus.WaitingForAgent, (await _acts.OfAsync("c")).Status);
    }

    [Fact]
    public async Task What_another_agent_has_by_then_stays_with_them_and_is_marked()
    {
        await _acts.GiveAsync("c");
        await _acts.FollowUps.SetAsync(new("c"), _acts.Sari, FollowUpKind.Promise, Tomorrow, Token);
        await _acts.Queue.TransferAsync(new("c"), _acts.Sari, _acts.Budi, false, Token);
        await _acts.PassesAsync(TimeSpan.FromDays(1.1));
        await _acts.SweepAsync();
        Assert.Equal(_acts.Budi.Id, (await _acts.OfAsync("c")).OwnerId);
        Assert.NotNull((await _acts.FollowUpAsync("c")).CameBackAt);
    }

    [Theory]
    // What was promised for whenever they write has no end; a time counts sooner for a day.
    [InlineData(false, 0.5, true)]
    [InlineData(false, 30, true)]
    [InlineData(true, 0.5, true)]
    [InlineData(true, 1.5, false)]
    public async Task A_customer_who_writes_again_comes_back_to_who_promised(bool atATime, double daysLater, bool comes)
    {
        await _acts.GiveAsync("c");
        var plan = atATime ? new FollowUpPlan(TimeProvider.System.GetUtcNow().AddDays(20), "x") : WhenTheyWrite;
        await _acts.Queue.ResolveAsync(new("c"), _acts.Sari, HandoverOutcome.FollowUpNeeded, null, Token, plan);
        await _acts.PassesAsync(TimeSpan.FromDays(daysLater));
        await _acts.IsHereAsync(_acts.Sari);
        await _acts.WritesAsync("c", "gimana kelanjutannya?");

        Assert.Equal(comes, await _acts.ComingBack.WroteAsync(new("c"), Token));
        Assert.False(await _acts.ComingBack.WroteAsync(new("c"), Token));
        var conversation = await _acts.OfAsync("c");
        if (!comes)
        {
            Assert.Equal(ConversationStatus.Resolved, conversation.Status);
            return;
        }
        Assert.Equal((ConversationStatus.WithAgent, _acts.Sari.Id, null),
            (conversation.Status, conversation.OwnerId, conversation.UnaskedSince));
        Assert.NotNull(conversation.CustomerWaitsSince);
        Assert.True(Sentences.Holds((await _acts.SaidAsync("c"))[^1], "CameBack", "Sari"));
        Assert.Contains("gimana kelanjutannya?", (await _acts.HandoverAsync("c")).Brief.Wants);

        // What was promised for a time is owed then, whatever they wrote before.
        await _acts.Queue.ResolveAsync(new("c"), _acts.Sari, HandoverOutcome.Solved, null, Token);
        Assert.Equal(atATime, (await _acts.FollowUpAsync("c")).EndedAt is null);
    }

    [Fact]
    public async Task A_customer_who_writes_again_while_who_promised_is_away_waits_in_the_queue_with_the_promise()
    {
        await _acts.GiveAsync("c");
        await _acts.Queue.ResolveAsync(new("c"), _acts.Sari, HandoverOutcome.FollowUpNeeded, null, Token, WhenTheyWrite);
        await _acts.WritesAsync("c");
        Assert.True(await _acts.ComingBack.WroteAsync(new("c"), Token));
        Assert.Equal(ConversationStatus.WaitingForAgent, (await _acts.OfAsync("c")).Status);
        Assert.Equal(["uang kembali"], (await _acts.HandoverAsync("c")).Brief.Promised);
    }

    [Fact]
    public async Task Without_a_promise_the_bot_has_who_writes_again()
    {
        await _acts.GiveAsync("c");
        await _acts.Queue.ResolveAsync(new("c"), _acts.Sari, HandoverOutcome.Solved, null, Token);
        await _acts.WritesAsync("c");
        Assert.False(await _acts.ComingBack.WroteAsync(new("c"), Token));
        Assert.Equal(ConversationStatus.Resolved, (await _acts.OfAsync("c")).Status);
    }

    [Fact]
    public async Task A_snooze_ends_at_its_time_or_when_the_customer_writes_and_means_nothing_to_the_next_owner()
    {
        foreach (var id in new[] { "time", "words", "moved" })
        {
            await _acts.GiveAsync(id);
            await _acts.FollowUps.SetAsync(new(id), _acts.Sari, FollowUpKind.Snooze,
                id == "time" ? Tomorrow : WhenTheyWrite, Token);
        }
        Assert.Equal(0, await _acts.SweepAsync());
        await _acts.WritesAsync("words");
        await _acts.Queue.TransferAsync(new("moved"), _acts.Sari, _acts.Budi, false, Token);
        await _acts.PassesAsync(TimeSpan.FromDays(1.1));
        Assert.Equal(3, await _acts.SweepAsync());
        Assert.Equal(0, await _acts.SweepAsync());
        Assert.NotNull((await _acts.FollowUpAsync("time")).CameBackAt);
        Assert.NotNull((await _acts.FollowUpAsync("words")).CameBackAt);
        Assert.Equal(FollowUpEnd.Cancelled, (await _acts.FollowUpAsync("moved")).End);

        // Who answers has seen it.
        await _acts.Get<AgentReplies>().ReplyAsync(new("words"), _acts.Sari, "halo", null, Token);
        Assert.Equal(FollowUpEnd.Done, (await _acts.FollowUpAsync("words")).End);
    }

    [Fact]
    public async Task What_is_cancelled_or_replaced_does_not_come_back()
    {
        await _acts.GiveAsync("c");
        await _acts.FollowUps.SetAsync(new("c"), _acts.Sari, FollowUpKind.Promise, Tomorrow, Token);
        await _acts.FollowUps.SetAsync(new("c"), _acts.Sari, FollowUpKind.Promise, WhenTheyWrite, Token);
        Assert.Equal(1, await _acts.ReadAsync(db => db.FollowUps.CountAsync(f => f.EndedAt == null, Token)));
        await _acts.FollowUps.EndAsync(new ConversationId("c"), (await _acts.FollowUpAsync("c")).Id, _acts.Sari, FollowUpEnd.Cancelled,
            Token);
        await _acts.Queue.ResolveAsync(new("c"), _acts.Sari, HandoverOutcome.Solved, null, Token);
        await _acts.PassesAsync(TimeSpan.FromDays(1.1));
        Assert.Equal(0, await _acts.SweepAsync());
        await Assert.ThrowsAsync<ConversationConflictException>(async () =>
            await _acts.FollowUps.EndAsync(new ConversationId("c"), (await _acts.FollowUpAsync("c")).Id, _acts.Sari, FollowUpEnd.Done,
                Token));
    }

    [Fact]
    public async Task Nothing_is_put_off_into_the_past_nor_for_years_nor_for_somebody_else()
    {
        await _acts.GiveAsync("c");
        var now = TimeProvider.System.GetUtcNow();
        foreach (var wrong in new[] { now, now.AddMinutes(-1), now.AddDays(400) })
            await Assert.ThrowsAsync<FollowUpTimeException>(() =>
                _acts.FollowUps.SetAsync(new("c"), _acts.Sari, FollowUpKind.Promise, new FollowUpPlan(wrong, null), Token));
        await Assert.ThrowsAsync<ConversationConflictException>(() =>
            _acts.FollowUps.SetAsync(new("c"), _acts.Budi, FollowUpKind.Promise, Tomorrow, Token));
        await Assert.ThrowsAsync<ConversationConflictException>(() =>
            _acts.FollowUps.SetAsync(new("c"), _acts.Dewi, FollowUpKind.Snooze, Tomorrow, Token));
        // A resolution with a time that is over is no resolution.
        await Assert.ThrowsAsync<FollowUpTimeException>(() => _acts.Queue.ResolveAsync(new("c"), _acts.Sari, HandoverOutcome.FollowUpNeeded,
            null, Token, new FollowUpPlan(now, null)));
        Assert.Equal(ConversationStatus.WithAgent, (await _acts.OfAsync("c")).Status);
    }
}
