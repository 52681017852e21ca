using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Handover;

public sealed class AgentRepliesTests
{
    [Fact]
    public async Task What_comes_again_under_the_same_id_was_sent_already()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var (sari, budi) = (await DeskAgent.SitDownAsync(app, "Sari"), await DeskAgent.SitDownAsync(app, "Budi"));
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("mau bicara dengan CS");
        await customer.WaitForQueueAsync();
        await sari.TakeAsync(customer.ConversationId);
        var replies = app.Services.GetRequiredService<AgentReplies>();
        var token = TestContext.Current.CancellationToken;
        Task<Message> ReplyAsync(string id) => replies.ReplyAsync(customer.ConversationId, sari.Agent, "Sudah saya cek", null, id, token);

        // The circuit broke between commit and answer: the words are still in the draft, and are sent again.
        var first = await ReplyAsync("a1");
        Assert.Equal(first.Sequence, (await ReplyAsync("a1")).Sequence);
        var together = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ReplyAsync("a2")));
        Assert.Single(together.Select(m => m.Sequence).Distinct());
        await replies.NoteAsync(customer.ConversationId, budi.Agent, "Catatan", token, "a1");
        await replies.NoteAsync(customer.ConversationId, budi.Agent, "Catatan", token, "a1");
        Assert.Equal(2, await app.ReadAsync(db => db.Messages.CountAsync(m => m.Role == MessageRole.Agent)));
        Assert.Equal(1, await app.ReadAsync(db => db.Messages.CountAsync(m => m.Role == MessageRole.Note)));

        // Also where the conversation has ended meanwhile: it was sent, and nobody is told otherwise.
        await sari.ResolveAsync(customer.ConversationId);
        Assert.Equal(first.Sequence, (await ReplyAsync("a1")).Sequence);
        await Assert.ThrowsAsync<ConversationConflictException>(() => ReplyAsync("a3"));
    }
}
