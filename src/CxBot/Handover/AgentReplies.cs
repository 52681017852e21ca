using CxBot.Agents;
using CxBot.Alerts;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover.Later;
using CxBot.Handover.Insertions;
using CxBot.Handover.Refused;
using CxBot.Storage;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover;

/// <summary>Appends the words of agents: replies to the customer, and notes to each other. Both go into the conversation's log, in the
/// desk's own transaction.</summary>
public sealed class AgentReplies(Writer writer, Feed feed, Typing typing, Outbox outbox, TimeProvider time)
{
    /// <summary>The longest reply, in characters.</summary>
    public const int MaxReplyLength = 8000;

    public const int MaxClientIdLength = 64;

    /// <summary>Appends a reply and queues it for delivery on the customer's own channel.</summary>
    /// <exception cref="ConversationConflictException">The conversation is not this agent's; nothing was sent.</exception>
    public Task<Message> ReplyAsync(
        ConversationId conversationId, Agent agent, string text, IReadOnlyList<MediaReference>? attachments,
        CancellationToken cancellationToken) =>
        ReplyAsync(conversationId, agent, text, attachments, null, cancellationToken);

    /// <summary>Appends a reply once. A reply that comes again under the same id was stored before, and is not sent again.</summary>
    /// <param name="clientId">The browser's id for these words, at most <see cref="MaxClientIdLength"/> characters; null for none.</param>
    /// <exception cref="ConversationConflictException">The conversation is not this agent's; nothing was sent.</exception>
    public Task<Message> ReplyAsync(ConversationId conversationId, Agent agent, string text, IReadOnlyList<MediaReference>? attachments,
        string? clientId, CancellationToken cancellationToken) =>
        ReplyAsync(conversationId, agent, IdOf(agent, clientId), Said(text,
            attachments is { Count: > 0 } ? new MessageContent.Files(attachments) : MessageContent.Empty), cancellationToken);

    /// <summary>Appends a reply once, and keeps with it what of it was put in instead of typed.</summary>
    /// <exception cref="ConversationConflictException">The conversation is not this agent's; nothing was sent.</exception>
    public Task<Message> ReplyAsync(ConversationId conversationId, Agent agent, string text, IReadOnlyList<MediaReference>? attachments,
        string? clientId, IReadOnlyList<Inserted> inserted, CancellationToken cancellationToken) =>
        ReplyAsync(conversationId, agent, IdOf(agent, clientId), Said(text,
            attachments is { Count: > 0 } ? new MessageContent.Files(attachments) : MessageContent.Empty), cancellationToken, inserted);

    /// <summary>Sends an approved template, where the channel takes no free reply any more.</summary>
    /// <param name="header">The values for the header's placeholders, in order.</param>
    /// <param name="body">The values for the body's placeholders, in order.</param>
    /// <exception cref="ConversationConflictException">The conversation is not this agent's; nothing was sent.</exception>
    public Task<Message> SendTemplateAsync(ConversationId conversationId, Agent agent, MessageTemplate template,
        IReadOnlyList<string> header, IReadOnlyList<string> body, CancellationToken cancellationToken)
    {
        (header, body) = (OneLine(header), OneLine(body));
        var use = new TemplateUse(template.Name, template.Language, header, body, template.IsNamed ? template.BodyPlaces : null,
            template.IsNamed ? template.HeaderPlaces : null);
        return ReplyAsync(conversationId, agent, null, Said(template.Render(header, body), new MessageContent.Template(use)),
            cancellationToken);
    }

    /// <summary>Sends once more what the channel refused, as a new message at the log's end. However often and by whomever it is pressed,
    /// it is sent once; what was refused again is tried again by its own place.</summary>
    /// <exception cref="ConversationConflictException">The conversation is not this agent's, or the message has not failed, or a part of it
    /// has arrived or may have; nothing was sent.</exception>
    public Task<Message> RetryAsync(ConversationId conversationId, Agent agent, long sequence, CancellationToken cancellationToken) =>
        ReplyAsync(conversationId, agent, RetryIdOf(conversationId, sequence), async (db, token) =>
        {
            var failed = await db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.ConversationId == conversationId
                && m.Sequence == sequence && m.Role == MessageRole.Agent && m.Delivery == DeliveryStatus.Failed, token);
            if (failed is null || await ArrivedInPart(db, conversationId).AnyAsync(place => place == sequence, token))
                throw new ConversationConflictException($"Message {sequence} of {conversationId} cannot be sent again.");
            return (failed.Text, failed.Content);
        }, cancellationToken);

    /// <summary>The id of what is sent again in place of a message.</summary>
    public static string RetryIdOf(ConversationId conversationId, long sequence) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"desk/retry/{conversationId}/{sequence}");

    /// <summary>The messages of which a piece has gone out or may have: sent again whole, it would be said twice.</summary>
    public static IQueryable<long> ArrivedInPart(CxBotDbContext db, ConversationId conversationId) =>
        db.DeliveryParts.Where(p => p.ConversationId == conversationId && p.Status != DeliveryStatus.Failed
            && (p.ClaimedAt != null || p.ProviderId != null)).Select(p => p.Sequence);

    /// <summary>Asks the customer for the phone number that their channel hides, with the channel's own button.</summary>
    /// <exception cref="ConversationConflictException">The conversation is not this agent's; nothing was sent.</exception>
    public Task<Message> AskPhoneAsync(ConversationId conversationId, Agent agent, string? language, CancellationToken cancellationToken) =>
        ReplyAsync(conversationId, agent, null, Said(CustomerWords.Say("AskPhone", language), new MessageContent.PhoneRequest()),
            cancellationToken);

    /// <summary>A placeholder takes neither a new line, nor a tab, nor several spaces in a row.</summary>
    private static string[] OneLine(IReadOnlyList<string> values) =>
        [.. values.Select(value => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    private static Func<CxBotDbContext, CancellationToken, Task<(string Text, MessageContent Content)>> Said(
        string text, MessageContent content) => (_, _) => Task.FromResult((text, content));

    /// <param name="id">Under which it is stored once; null where it may be stored again.</param>
    private async Task<Message> ReplyAsync(ConversationId conversationId, Agent agent, string? id,
        Func<CxBotDbContext, CancellationToken, Task<(string Text, MessageContent Content)>> say, CancellationToken cancellationToken,
        IReadOnlyList<Inserted>? inserted = null)
    {
        var message = await OnceAsync(conversationId, agent, id, async (db, conversation, token) =>
        {
            conversation.MustBeWith(agent.Id);
            var (text, content) = await say(db, token);
            var handover = await db.Handovers.SingleAsync(h => h.Id == conversation.HandoverId, token);
            handover.FirstReplyAt ??= time.GetUtcNow();
            conversation.CurrentCase?.Changed();
            var waited = conversation.CustomerWaitsSince;
            // After a reply that the channel refused, they wait until it has taken one.
            if (conversation.FailedSequence is null)
                conversation.CustomerWaitsSince = null;
            conversation.AgentSeenSequence = Math.Max(conversation.AgentSeenSequence, conversation.LastCustomerSequence);
            await FollowUps.AnsweredAsync(db, conversationId, time.GetUtcNow(), token);
            var reply = await AppendAsync(db, conversation, agent, new OutgoingMessage(MessageRole.Agent, text)
            {
                ProviderId = id,
                Content = content,
                WaitedSince = waited,
            }, token);
            if (inserted is { Count: > 0 })
                await InsertedWords.AddAsync(db, reply, inserted, token);
            await db.SaveChangesAsync(token);
            if (reply.Delivery == DeliveryStatus.None && await db.Conversations
                .AnyAsync(c => c.CustomerId == conversation.CustomerId && c.FailedSequence != null, token))
                await RefusedReplies.WeighAsync(db, conversationId, token);
            await AgentSeen.MarkAsync(db, agent.Id, conversationId, reply.Sequence, token);
            return reply;
        }, cancellationToken);
        typing.Clear(conversationId, TypingSide.Team);
        feed.Publish(conversationId);
        outbox.Wake();
        return message;
    }

    /// <summary>Loads the conversation, which may have been erased while its agent wrote.</summary>
    private static async Task<Conversation> FindAsync(CxBotDbContext db, ConversationId conversationId,
        CancellationToken cancellationToken) =>
        await db.Conversations.SingleOrDefaultAsync(c => c.Id == conversationId, cancellationToken)
            ?? throw new ConversationConflictException($"Conversation {conversationId} is gone.");

    /// <summary>Appends a note that only agents see. Any agent may, whoever has the conversation.</summary>
    public async Task NoteAsync(
        ConversationId conversationId, Agent agent, string text, CancellationToken cancellationToken, string? clientId = null)
    {
        var id = IdOf(agent, clientId);
        await OnceAsync(conversationId, agent, id, async (db, conversation, token) =>
        {
            var note = await AppendAsync(db, conversation, agent, new OutgoingMessage(MessageRole.Note, text) { ProviderId = id }, token);
            await Mentions.AddAsync(db, note, token);
            await db.SaveChangesAsync(token);
            return note;
        }, cancellationToken);
        feed.Publish(conversationId);
    }

    /// <summary>Marks the messages up to this one as seen by the agent who has the conversation.</summary>
    public async Task SeenAsync(ConversationId conversationId, Agent agent, long sequence, CancellationToken cancellationToken)
    {
        var changed = await writer.RunAsync((db, token) => db.Conversations
            .Where(c => c.Id == conversationId && c.AgentSeenSequence < sequence && c.OwnerId == agent.Id
                && db.Users.Any(a => a.Id == agent.Id && !a.Disabled))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.AgentSeenSequence, sequence), token), cancellationToken);
        if (changed > 0)
            feed.Publish(conversationId);
    }

    /// <summary>Returns the message that is stored under this id already, or appends it. A unique key decides between two processes that
    /// are asked at once.</summary>
    private async Task<Message> OnceAsync(ConversationId conversationId, Agent agent, string? id,
        Func<CxBotDbContext, Conversation, CancellationToken, Task<Message>> append, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync();
        }
        catch (DbUpdateException) when (id is not null)
        {
            return await RunAsync();
        }

        Task<Message> RunAsync() => writer.RunAsync(async (db, token) =>
        {
            await ActingAgents.RequireAsync(db, agent.Id, token);
            var conversation = await FindAsync(db, conversationId, token);
            var said = id is null ? null
                : await db.Messages.AsNoTracking()
                    .SingleOrDefaultAsync(m => m.Channel == conversation.Channel && m.ProviderId == id, token);
            return said ?? await append(db, conversation, token);
        }, cancellationToken);
    }

    private static string? IdOf(Agent agent, string? clientId) =>
        clientId is { Length: > 0 and <= MaxClientIdLength } ? $"desk/{agent.Id}/{clientId}" : null;

    /// <summary>Appends a note inside another act's transaction; the caller saves.</summary>
    internal static Task<Message> AppendNoteAsync(CxBotDbContext db, Conversation conversation, Agent agent, string text,
        DateTimeOffset now, CancellationToken cancellationToken) =>
        MessageLog.AppendAsync(db, conversation, new OutgoingMessage(MessageRole.Note, text)
        {
            AgentId = agent.Id,
            AuthorName = agent.DisplayName,
        }, now, cancellationToken);

    private Task<Message> AppendAsync(
        CxBotDbContext db, Conversation conversation, Agent agent, OutgoingMessage message, CancellationToken cancellationToken) =>
        MessageLog.AppendAsync(
            db, conversation, message with { AgentId = agent.Id, AuthorName = agent.DisplayName }, time.GetUtcNow(), cancellationToken);
}
