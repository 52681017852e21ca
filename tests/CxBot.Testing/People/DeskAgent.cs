using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Later;
using CxBot.Handover.Unasked;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Testing;

/// <summary>An agent at the desk, acting through the same services as the desk's pages.</summary>
public sealed class DeskAgent(CxBotApp app, Agent agent)
{
    private readonly HandoverQueue _queue = app.Services.GetRequiredService<HandoverQueue>();
    private readonly AgentReplies _replies = app.Services.GetRequiredService<AgentReplies>();

    public Agent Agent => agent;

    /// <summary>An agent who has an open desk now.</summary>
    public static async Task<DeskAgent> SitDownAsync(CxBotApp app, string name)
    {
        var agent = new Agent
        {
            DisplayName = name,
            UserName = $"{name}@example.test",
            NormalizedUserName = $"{name}@example.test".ToUpperInvariant(),
            Email = $"{name}@example.test",
            LastSeenAt = app.Time.GetUtcNow(),
        };
        await app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
        {
            db.Users.Add(agent);
            await db.SaveChangesAsync(token);
        }, TestContext.Current.CancellationToken);
        return new DeskAgent(app, agent);
    }

    public Task<Claimed> TakeAsync(ConversationId conversationId) =>
        _queue.TryClaimAsync(conversationId, agent, TestContext.Current.CancellationToken);

    /// <summary>Takes it from the bot, or opens it again.</summary>
    public Task<Claimed> TakeUnaskedAsync(ConversationId conversationId) =>
        app.Services.GetRequiredService<OwnInitiative>().TakeAsync(conversationId, agent, TestContext.Current.CancellationToken);

    /// <summary>Resolves it, and promises something.</summary>
    /// <param name="due">When; null for when the customer writes again.</param>
    public Task PromiseAsync(ConversationId conversationId, DateTimeOffset? due, string note) => _queue.ResolveAsync(conversationId, agent,
        HandoverOutcome.FollowUpNeeded, null, TestContext.Current.CancellationToken, new FollowUpPlan(due, note));

    public Task<Message> ReplyAsync(ConversationId conversationId, string text) =>
        _replies.ReplyAsync(conversationId, agent, text, null, TestContext.Current.CancellationToken);

    public Task<Message> SendTemplateAsync(ConversationId conversationId, CxBot.Delivery.MessageTemplate template, params string[] body) =>
        _replies.SendTemplateAsync(conversationId, agent, template, [], body, TestContext.Current.CancellationToken);

    public Task NoteAsync(ConversationId conversationId, string text) =>
        _replies.NoteAsync(conversationId, agent, text, TestContext.Current.CancellationToken);

    public Task ReleaseAsync(ConversationId conversationId) =>
        _queue.ReleaseAsync(conversationId, agent, TestContext.Current.CancellationToken);

    public Task TransferAsync(ConversationId conversationId, DeskAgent to) =>
        _queue.TransferAsync(conversationId, agent, to.Agent, false, TestContext.Current.CancellationToken);

    public Task ReturnToBotAsync(ConversationId conversationId) =>
        _queue.ReturnToBotAsync(conversationId, agent, TestContext.Current.CancellationToken);

    public Task ResolveAsync(ConversationId conversationId) =>
        _queue.ResolveAsync(conversationId, agent, HandoverOutcome.Solved, null, TestContext.Current.CancellationToken);

    /// <summary>The desk gives a sign of life.</summary>
    public Task StaysAsync() => app.Services.GetRequiredService<Writer>().RunAsync((db, token) =>
        db.Users.Where(a => a.Id == agent.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.LastSeenAt, app.Time.GetUtcNow()), token),
        TestContext.Current.CancellationToken);
}
