using CxBot.Conversations.Cases;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Handover.Unasked;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Handover.Unasked;

public sealed class OwnInitiativeTests : IAsyncLifetime
{
    private ActsFixture _acts = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _acts = await ActsFixture.StartAsync();

    public ValueTask DisposeAsync() => _acts.DisposeAsync();

    [Theory]
    [InlineData(true, HandoverReason.Reopened, "Reopened")]
    [InlineData(false, HandoverReason.TakenByAgent, "TakenFromBot")]
    public async Task What_an_agent_takes_unasked_is_the_same_case_under_a_handover_of_its_own_and_told_once(
        bool resolved, HandoverReason reason, string words)
    {
        await EndedAsync(resolved);
        var first = await _acts.HandoverAsync("c");
        Assert.Equal(new Claimed(true, "Budi"), await _acts.Initiative.TakeAsync(new("c"), _acts.Budi, Token));
        var (conversation, handover) = (await _acts.OfAsync("c"), await _acts.HandoverAsync("c"));
        Assert.Equal((ConversationStatus.WithAgent, _acts.Budi.Id, handover.Id, 1),
            (conversation.Status, conversation.OwnerId, conversation.HandoverId!.Value, conversation.Case));
        Assert.Equal((reason, _acts.Budi.Id), (handover.Reason, handover.AgentId));
        Assert.NotEqual(first.Id, handover.Id);
        Assert.NotNull((await _acts.ReadAsync(db => db.Handovers.SingleAsync(h => h.Id == first.Id, Token))).EndedAt);
        Assert.Single(await _acts.SaidAsync("c"), said => Sentences.Holds(said, words, "Budi"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_agents_in_the_same_second_one_wins_and_the_other_reads_who(bool resolved)
    {
        await EndedAsync(resolved);
        var both = await Task.WhenAll(
            _acts.Initiative.TakeAsync(new("c"), _acts.Sari, Token), _acts.Initiative.TakeAsync(new("c"), _acts.Budi, Token));
        var winner = (await _acts.OfAsync("c")).OwnerId == _acts.Sari.Id ? "Sari" : "Budi";
        Assert.Equal([(false, winner), (true, winner)], both.Select(c => (c.Won, c.By!)).Order());
        Assert.Equal(2, await _acts.ReadAsync(db => db.Handovers.CountAsync(Token)));
    }

    [Fact]
    public async Task Where_the_bot_has_handed_it_over_meanwhile_it_is_taken_from_the_queue()
    {
        await _acts.GiveAsync("c");
        await _acts.Queue.ReleaseAsync(new("c"), _acts.Sari, Token);
        Assert.True((await _acts.Initiative.TakeAsync(new("c"), _acts.Budi, Token)).Won);
        Assert.Equal((HandoverReason.CustomerAsked, 1),
            ((await _acts.HandoverAsync("c")).Reason, await _acts.ReadAsync(db => db.Handovers.CountAsync(Token))));
    }

    [Fact]
    public async Task Nobody_writes_first_to_who_said_stop_until_they_write_again()
    {
        await EndedAsync(resolved: true);
        await _acts.Get<Writer>().RunAsync(async (db, token) =>
        {
            var conversation = await db.Conversations.SingleAsync(c => c.Id == new ConversationId("c"), token);
            await MessageLog.AppendInboundAsync(db, new InboundMessage
            {
                ConversationId = new("c"),
                Channel = "web",
                Text = "STOP",
                Content = MessageContent.Empty with { Consent = new SaidConsent(ConsentWish.Stop, ConsentPurpose.All) },
            }, TimeProvider.System.GetUtcNow(), token);
            conversation.StoppedAt = TimeProvider.System.GetUtcNow();
            await db.SaveChangesAsync(token);
        }, Token);
        await Assert.ThrowsAsync<CustomerStoppedException>(() => _acts.Initiative.TakeAsync(new("c"), _acts.Sari, Token));
        Assert.Equal(ConversationStatus.Resolved, (await _acts.OfAsync("c")).Status);
        await _acts.WritesAsync("c", "tolong dicek lagi");
        Assert.True((await _acts.Initiative.TakeAsync(new("c"), _acts.Sari, Token)).Won);
    }

    [Fact]
    public void A_template_answers_nothing_in_a_case_that_an_agent_began_after_a_stop()
    {
        var noon = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
        var conversation = new Conversation { Id = new("c"), Channel = "web", LastCustomerAt = noon, StoppedAt = noon.AddHours(-1) };
        conversation.GoOn("sari", new BegunHandover(1, HandoverReason.CustomerAsked, null), unasked: noon.AddMinutes(5), noon.AddMinutes(5));
        Assert.False(Consents.Allow(conversation, "UTILITY"));
        // They wrote, and that is why it came.
        conversation.ReturnToBot(byCustomer: false, noon);
        conversation.GoOn("sari", new BegunHandover(1, HandoverReason.CustomerAsked, null), unasked: null, noon);
        Assert.True(Consents.Allow(conversation, "UTILITY"));
    }

    private async Task EndedAsync(bool resolved)
    {
        await _acts.GiveAsync("c");
        if (resolved)
            await _acts.Queue.ResolveAsync(new("c"), _acts.Sari, HandoverOutcome.Solved, null, Token);
        else
            await _acts.Queue.ReturnToBotAsync(new("c"), _acts.Sari, Token);
    }
}
