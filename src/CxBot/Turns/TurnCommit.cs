using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Storage;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Turns;

/// <summary>Stores what a turn decided: replies, state, handover and outgoing messages in one transaction, or nothing.</summary>
public sealed class TurnCommit(Writer writer, Feed feed, Outbox outbox, Typing typing, CustomerNotices notices, HandoverShare share, CustomerEvents events, Continuations continuations, TimeProvider time)
{
    /// <returns>What was really done: <see cref="TurnOutcome.Dropped"/> where an agent took the conversation meanwhile; null where it must be thought over again, because another turn was first or the conversation went back to the bot.</returns>
    public async Task<TurnOutcome?> SaveAsync(TurnWork work, TurnResult result, IReadOnlyList<Reply> replies, CancellationToken cancellationToken)
    {
        var (outcome, other) = await writer.RunAsync((db, token) => SaveAsync(db, work, result, replies, token), cancellationToken);
        var conversationId = work.Conversation.Id;
        // An agent who types goes on typing, whatever the customer writes meanwhile.
        if (result.Outcome is not (TurnOutcome.LeftToAgent or TurnOutcome.Ignored or TurnOutcome.Noted)) typing.Clear(conversationId, TypingSide.Team);
        feed.Publish(conversationId);
        if (other is not null) feed.Publish(other);
        if (result.HandOver is not null || other is not null) feed.PublishToAll();
        outbox.Wake();
        return outcome;
    }

    private async Task<(TurnOutcome? Outcome, string? Other)> SaveAsync(CxBotDbContext db, TurnWork work, TurnResult result, IReadOnlyList<Reply> replies, CancellationToken cancellationToken)
    {
        var conversation = await db.Conversations.Include(c => c.Customer).SingleOrDefaultAsync(c => c.Id == work.Conversation.Id, cancellationToken);
        if (conversation is null || conversation.CoveredSequence != work.Conversation.CoveredSequence) return default;

        // Whoever took it meanwhile has the word; the customer's messages are covered all the same. Anything else is thought over again.
        var crosses = result.Outcome == TurnOutcome.Crossed;
        var dropped = conversation.Epoch != work.Conversation.Epoch && !crosses;
        if (dropped && conversation.Status is (ConversationStatus.WithBot or ConversationStatus.Resolved)) return default;
        if (!dropped && result.HandOver is not null && await share.IsUsedUpAsync(db, conversation, cancellationToken)) (result, replies) = HoldBack(result, replies);
        var outcome = dropped ? TurnOutcome.Dropped : result.Outcome;
        conversation.CoveredSequence = result.LastSequence;
        db.Turns.Add(new Turn
        {
            ConversationId = conversation.Id,
            FirstSequence = work.Pending[0].Sequence,
            LastSequence = result.LastSequence,
            Outcome = outcome,
            Confidence = result.Confidence,
            ArticleId = result.ArticleId,
            // In the log's time, like the messages that it is compared with.
            At = conversation.LastMessageAt > time.GetUtcNow() ? conversation.LastMessageAt : time.GetUtcNow(),
        });

        string? other = null;
        if (result.Continuation is { } request) other = await continuations.ApplyAsync(db, conversation, request, cancellationToken);
        if (crosses)
        {
            await db.SaveChangesAsync(cancellationToken);
            return (outcome, other);
        }
        if (result.Outcome == TurnOutcome.Noted) await events.ApplyAsync(db, conversation, work.Pending[0], cancellationToken);
        else if (dropped) conversation.CustomerWaitsSince ??= conversation.IsOnShopPhone ? null : time.GetUtcNow();
        else await ApplyAsync(db, conversation, work, result, replies, cancellationToken);

        await db.SaveChangesAsync(cancellationToken);
        return (outcome, other);
    }

    private async Task ApplyAsync(CxBotDbContext db, Conversation conversation, TurnWork work, TurnResult result, IReadOnlyList<Reply> replies, CancellationToken cancellationToken)
    {
        if (result.Outcome == TurnOutcome.LeftToAgent) await AddToBriefAsync(db, conversation, [.. work.Pending.Where(m => m.Sequence <= result.LastSequence)], cancellationToken);
        if (result.Outcome is TurnOutcome.LeftToAgent or TurnOutcome.Ignored) return;
        if (conversation.Status == ConversationStatus.Resolved) conversation.Reopen();
        conversation.Missed = result.Missed;
        conversation.Offered = result.Offered;
        conversation.Language = result.Language;
        var channel = db.Channels.Of(conversation.Channel);
        var answered = channel.Quotes && work.Pending.LastOrDefault(m => m.Sequence <= result.LastSequence) is { ProviderId: { } id } asked
            ? new QuotedMessage(id, asked.Sequence)
            : null;
        // Where each message costs money, what leads into the queue is said together with it.
        var lead = result.HandOver is not null && channel.CostsPerMessage && replies is [.., var last] && last.Content == MessageContent.Empty ? last.Text : null;
        foreach (var reply in lead is null ? replies : [.. replies.SkipLast(1)])
        {
            await AppendAsync(db, conversation, answered is null ? reply : reply with { Content = reply.Content with { ReplyTo = answered } }, cancellationToken);
            answered = null;
        }
        if (result.HandOver is { } draft) await HandOverAsync(db, conversation, draft, lead, cancellationToken);
    }

    /// <summary>Instead of "I am passing you on": that it cannot be now, and what to do. What else was said stays.</summary>
    private static (TurnResult Result, IReadOnlyList<Reply> Replies) HoldBack(TurnResult result, IReadOnlyList<Reply> replies)
    {
        IReadOnlyList<Choice> again = [new Choice(CustomerWords.Say("TalkToPerson", result.Language), null)];
        return (result with { Outcome = TurnOutcome.HeldBack, HandOver = null, Offered = again },
            [.. replies.SkipLast(1), new Reply(CustomerWords.Say("HandOver_HeldBack", result.Language), new MessageContent { Choices = again })]);
    }

    private static async Task AddToBriefAsync(CxBotDbContext db, Conversation conversation, IReadOnlyList<Message> said, CancellationToken cancellationToken)
    {
        if (conversation.Status != ConversationStatus.WaitingForAgent && !conversation.IsOnShopPhone) return;
        var handover = await db.Handovers.SingleAsync(h => h.Id == conversation.HandoverId, cancellationToken);
        handover.Brief = HandoverBriefWriter.Add(handover.Brief, said);
    }

    /// <summary>Promised, queued and told are one: the customer never hears of a queue they are not in.</summary>
    private async Task HandOverAsync(CxBotDbContext db, Conversation conversation, HandoverDraft draft, string? lead, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var handover = new HandoverRequest
        {
            ConversationId = conversation.Id,
            Reason = draft.Reason,
            Brief = draft.Brief,
            Priority = draft.Priority,
            Skill = draft.Skill,
            RequestedAt = now,
            QueuedAt = now,
        };
        db.Handovers.Add(handover);
        // Its number is needed for the conversation and for what the customer is told.
        await db.SaveChangesAsync(cancellationToken);
        conversation.HandOver(handover.Id);
        conversation.CustomerWaitsSince = now;
        await db.SaveChangesAsync(cancellationToken);
        await notices.SayQueuedAsync(db, conversation, handover, lead, cancellationToken);
    }

    private Task<Message> AppendAsync(CxBotDbContext db, Conversation conversation, Reply reply, CancellationToken cancellationToken) =>
        MessageLog.AppendAsync(db, conversation, time.GetUtcNow(), (sequence, at) => new Message
        {
            ConversationId = conversation.Id,
            Sequence = sequence,
            At = at,
            Role = MessageRole.Bot,
            Text = reply.Text,
            Channel = conversation.Channel,
            Content = reply.Content,
            Confidence = reply.Confidence,
            Signals = reply.Signals,
            Explanation = reply.Explanation,
        }, cancellationToken);
}
