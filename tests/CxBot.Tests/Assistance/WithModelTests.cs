using CxBot.Answering.Wording;
using CxBot.Assistance;
using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Assistance;

/// <summary>What a model writes for an agent: checked as what it writes for customers, and kind where it fails.</summary>
public sealed class WithModelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_rests_on_articles_and_a_summary_on_what_was_said()
    {
        await using var server = await FakeModelServer.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), server.Settings);
        await DeskAgent.SitDownAsync(app, "Sari");
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("mau bicara dengan CS");
        await customer.WaitForQueueAsync();
        await customer.SayAsync("refund INV-2231 saya kok belum masuk ya? hubungi 0812-7766-5544");
        await app.CoveredAsync(customer.ConversationId);
        var (conversation, messages) = await app.ReadAsync(async db => (
            await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == customer.ConversationId, Token),
            await db.Messages.AsNoTracking().Where(m => m.ConversationId == customer.ConversationId).OrderBy(m => m.Sequence)
                .ToListAsync(Token)));
        var (drafts, summaries) = (app.Services.GetRequiredService<ReplyDrafts>(), app.Services.GetRequiredService<CaseSummaries>());
        var found = (await app.Services.GetRequiredService<Suggester>().FindAsync(messages, "id", Token))!;
        Assert.Equal("refund-timing", found.Best[0].Article.Id.Value);

        // A lie is not shown, and may be asked for again.
        server.Says = FakeModel.Lie;
        Assert.Equal(WritingOutcome.Unsupported, (await drafts.WriteAsync(conversation, found, Token)).Outcome);
        server.Says = FakeModel.Good;
        var draft = await drafts.WriteAsync(conversation, found, Token);
        Assert.Contains("3 sampai 14 hari kerja", draft.Text, StringComparison.Ordinal);
        Assert.Equal(["refund-timing"], draft.Cited.Select(a => a.Id.Value));

        server.Says = (_, _) => "- Pelanggan menunggu refund INV-2231\n- Sudah dijanjikan 99 hari\n- Lihat http://evil.example/login";
        Assert.Equal(WritingOutcome.Written, await summaries.MakeAsync(conversation, "id", Token));
        var summary = await summaries.ReadAsync(customer.ConversationId, Token);
        Assert.Equal("Pelanggan menunggu refund INV-2231", summary!.Text);
        // What a customer wrote is masked, and data.
        var asked = server.Calls.Last()["messages"]!.AsArray()[1]!.ToJsonString();
        Assert.DoesNotContain("7766", asked, StringComparison.Ordinal);
        Assert.Contains("<<conversation", asked.Replace("\\u003C", "<", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);

        server.Mood = ModelMood.Refused;
        Assert.Equal(WritingOutcome.Failed, await summaries.MakeAsync(conversation, "id", Token));
        Assert.Equal(summary.Text, (await summaries.ReadAsync(customer.ConversationId, Token))!.Text);
        Assert.Equal(messages.Count, await app.ReadAsync(db => db.Messages.CountAsync(m => m.ConversationId == conversation.Id
            && m.Role != MessageRole.Note, Token)));
    }
}
