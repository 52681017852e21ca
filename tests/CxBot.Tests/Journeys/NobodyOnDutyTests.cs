using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static CxBot.Tests.Testing.DirectLineCustomer;

namespace CxBot.Tests.Journeys;

public sealed class NobodyOnDutyTests
{
    [Fact]
    public async Task Out_of_hours_the_customer_is_told_when_people_are_back_and_may_leave_a_number()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new()
        {
            ["Handover:Hours:Monday"] = "08:00-17:00",
            ["Handover:Hours:Tuesday"] = "08:00-17:00",
        });
        await DeskAgent.SitDownAsync(app, "Sari");
        // A Monday to come, 20.00 in Jakarta: the clock is set forward, and never back.
        var today = app.Time.GetUtcNow().UtcDateTime.Date;
        var monday = today.AddDays(14 - (((int)today.DayOfWeek + 6) % 7));
        app.Time.Set(new DateTimeOffset(monday.AddHours(13), TimeSpan.Zero));
        await using var customer = await StartAsync(app);
        await customer.SayAsync("mau bicara dengan CS");
        var told = await customer.WaitForSentenceAsync("QueuedClosed", Sentences.Say("Tomorrow", "08.00 WIB"));
        Assert.True(Ours(told).GetProperty("contact").GetBoolean());

        await customer.EventAsync("cxbot/contact", new { phone = "0812-3456-7890" });
        await customer.WaitForSentenceAsync("ContactSaved", "0812-3456-7890");
        Assert.Equal("0812-3456-7890", (await app.ReadAsync(db => db.Customers.SingleAsync())).Phone);
        Assert.Equal(ConversationStatus.WaitingForAgent, (await app.ReadAsync(db => db.Conversations.SingleAsync())).Status);
    }

    [Fact]
    public async Task With_no_agent_present_nothing_is_promised_but_that_it_is_kept()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await StartAsync(app);
        await customer.SayAsync("mau bicara dengan CS");
        var told = await customer.WaitForSentenceAsync("QueuedNobody");
        Assert.False(Sentences.Holds(Text(told), "Queued"));
        await customer.EventAsync("cxbot/contact", new { refused = true });
        await customer.WaitForSentenceAsync("ContactRefused");
    }

    [Fact]
    public async Task A_silent_conversation_closes_after_a_day_and_one_that_waits_never_does()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var silent = await StartAsync(app);
        await silent.SayAsync("lacak paket");
        await silent.WaitForAnswerAsync("track-order");
        await using var waits = await StartAsync(app);
        await waits.AskForPersonAsync();
        app.Time.Advance(TimeSpan.FromHours(25));
        await Eventually.TrueAsync(
            () => app.ReadAsync(
                db => db.Conversations.AnyAsync(c => c.Id == silent.ConversationId && c.Status == ConversationStatus.Resolved)),
            "the silent one to close");
        Assert.Equal(ConversationStatus.WaitingForAgent,
            (await app.ReadAsync(db => db.Conversations.SingleAsync(c => c.Id == waits.ConversationId))).Status);
        Assert.DoesNotContain(silent.Replies, r => Sentences.Holds(Text(r), "Resolved"));
    }
}
