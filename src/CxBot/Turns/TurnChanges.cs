using CxBot.Conversations.Cases;
using CxBot.Conversations;
using CxBot.Continuation;
using CxBot.Handover;
using CxBot.Storage;
using CxBot.Turns.Answers;
using CxBot.Turns.Planning;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Turns;

/// <summary>What a turn changes in the database: replies, state, handover and outgoing messages. Called inside a <see cref="Writer"/>
/// command.</summary>
public sealed class TurnChanges(
    HandoverShare share, CustomerNotices notices, CustomerEvents events, SurveyAnswers answers, Continuations continuations,
    TimeProvider time)
{
    /// <returns>What was done; null where the conversation is not as it was when the turn began, so that the turn must be decided
    /// again.</returns>
    public async Task<AppliedTurn?> ApplyAsync(CxBotDbContext db, TurnWork work, TurnResult result, CancellationToken cancellationToken)
    {
        var conversation = await db.Conversations.Include(c => c.Customer)
            .SingleOrDefaultAsync(c => c.Id == work.Conversation.Id, cancellationToken);
        if (conversation is null || conversation.CoveredSequence != work.Conversation.CoveredSequence)
            return null;

        // An agent who took the conversation meanwhile has the word, and the customer's messages are covered all the same.
        // Any other change of status or owner has the turn decided again.
        var dropped = conversation.Epoch != work.Conversation.Epoch && result.Outcome != TurnOutcome.Crossed;
        if (dropped && conversation.Status is (ConversationStatus.WithBot or ConversationStatus.Resolved))
            return null;
        if (!dropped && result.HandOver is not null && await share.IsUsedUpAsync(db, conversation, cancellationToken))
            result = HoldBack(result);
        var outcome = dropped ? TurnOutcome.Dropped : result.Outcome;
        if (conversation.Status == ConversationStatus.Resolved && Speaks(outcome))
            conversation.Reopen();
        Cover(db, conversation, work, result, outcome);

        ConversationId? other = null;
        if (result.Continuation is { } request)
            other = await continuations.ApplyAsync(db, conversation, request, cancellationToken);
        await ApplyAsync(db, conversation, work, result, outcome, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new AppliedTurn(outcome, other);
    }

    /// <summary>Every customer message is covered by exactly one turn.</summary>
    private void Cover(CxBotDbContext db, Conversation conversation, TurnWork work, TurnResult result, TurnOutcome outcome)
    {
        var now = time.GetUtcNow();
        conversation.CoveredSequence = result.LastSequence;
        var belongsTo = result.Outcome == TurnOutcome.Noted ? null : CaseOf(conversation, outcome, work.Pending[0].Message);
        belongsTo?.Changed();
        db.Turns.Add(new Turn
        {
            ConversationId = conversation.Id,
            FirstSequence = work.Pending[0].Sequence,
            LastSequence = result.LastSequence,
            Outcome = outcome,
            Reason = outcome == result.Outcome ? result.Reason ?? TurnReasons.Of(outcome) : TurnReasons.Of(outcome),
            Case = belongsTo,
            Confidence = result.Confidence,
            ArticleId = result.ArticleId,
            AskedAt = work.Pending[0].Message.At,
            BegunAt = work.ReadAt,
            // A turn is compared with messages, so it has the log's time, which may run ahead of the clock.
            At = conversation.LastMessageAt > now ? conversation.LastMessageAt : now,
        });
    }

    private async Task ApplyAsync(
        CxBotDbContext db, Conversation conversation, TurnWork work, TurnResult result, TurnOutcome outcome,
        CancellationToken cancellationToken)
    {
        if (result.Answer is { } answer)
            await answers.TakeAsync(db, conversation, answer, work.Pending[0].At, cancellationToken);
        else if (result.Outcome == TurnOutcome.Noted)
            await events.ApplyAsync(db, conversation, work.Pending[0].Message, cancellationToken);
        else if (outcome == TurnOutcome.Dropped)
            conversation.CustomerWaitsSince ??= conversation.IsOnShopPhone ? null : time.GetUtcNow();
        else if (outcome == TurnOutcome.LeftToAgent)
            await AddToBriefAsync(db, conversation, [.. Covered(work, result).Select(m => m.Message)], cancellationToken);
        else if (Speaks(outcome))
            await SpeakAsync(db, conversation, work, result, cancellationToken);
    }

    /// <summary>Whether the bot goes on with the customer. A continuation has said its own words.</summary>
    private static bool Speaks(TurnOutcome outcome) => outcome is not
        (TurnOutcome.Noted or TurnOutcome.Dropped or TurnOutcome.LeftToAgent or TurnOutcome.Crossed or TurnOutcome.Ignored);

    /// <summary>The case that a turn belongs to: a greeting begins none, nor does what is no matter of the customer's.</summary>
    private static CustomerCase? CaseOf(Conversation conversation, TurnOutcome outcome, Message first) => outcome switch
    {
        TurnOutcome.Crossed or TurnOutcome.Ignored => null,
        TurnOutcome.SmallTalk => conversation.CurrentCase,
        _ => conversation.BeginCase(first.Sequence, first.At),
    };

    private async Task SpeakAsync(
        CxBotDbContext db, Conversation conversation, TurnWork work, TurnResult result, CancellationToken cancellationToken)
    {
        conversation.Missed = result.Missed;
        conversation.Offered = result.Offered;
        conversation.Language = result.Language;
        var lead = Lead(work, result);
        var quoted = Quoted(work, result);
        foreach (var reply in lead is null ? result.Replies : [.. result.Replies.SkipLast(1)])
        {
            await AppendAsync(db, conversation, quoted is null ? reply : reply with { Content = reply.Content with { ReplyTo = quoted } },
                cancellationToken);
            quoted = null;
        }

        if (result.HandOver is { } draft)
            await HandOverAsync(db, conversation, draft, work.Pending[0].Sequence, lead, cancellationToken);
    }

    /// <summary>The last reply, where it is said in one message with the place in the queue. On some channels each message costs
    /// money.</summary>
    private static string? Lead(TurnWork work, TurnResult result) =>
        result.HandOver is not null && work.Channel.CostsPerMessage && result.Replies is [.., var last]
        && last.Content == MessageContent.Empty
            ? last.Text
            : null;

    /// <summary>The message that the first reply quotes, on a channel that can show it; null for none.</summary>
    private static QuotedMessage? Quoted(TurnWork work, TurnResult result) =>
        work.Channel.Quotes && Covered(work, result).LastOrDefault()?.Message is { ProviderId: { } id } asked
            ? new QuotedMessage(id, asked.Sequence)
            : null;

    private static IEnumerable<HeardMessage> Covered(TurnWork work, TurnResult result) =>
        work.Pending.Where(m => m.Sequence <= result.LastSequence);

    /// <summary>Says that the queue takes no more from the customer's network address now, and how to ask again. The replies before the
    /// last one stay.</summary>
    private static TurnResult HoldBack(TurnResult result)
    {
        IReadOnlyList<Choice> again = [new Choice(CustomerWords.Say("TalkToPerson", result.Language), null)];
        var heldBack = new Reply(CustomerWords.Say("HandOver_HeldBack", result.Language), new MessageContent.Offer(again));
        IReadOnlyList<Reply> replies = [.. result.Replies.SkipLast(1), heldBack];
        return result with { Outcome = TurnOutcome.HeldBack, Reason = null, HandOver = null, Offered = again, Replies = replies };
    }

    private static async Task AddToBriefAsync(
        CxBotDbContext db, Conversation conversation, IReadOnlyList<Message> said, CancellationToken cancellationToken)
    {
        if (conversation.Status != ConversationStatus.WaitingForAgent && !conversation.IsOnShopPhone)
            return;
        var handover = await db.Handovers.SingleAsync(h => h.Id == conversation.HandoverId, cancellationToken);
        handover.Brief = HandoverBriefWriter.Add(handover.Brief, said);
    }

    /// <summary>Queues the conversation and tells the customer in the same transaction: no customer hears of a queue that they are not
    /// in.</summary>
    private async Task HandOverAsync(
        CxBotDbContext db, Conversation conversation, HandoverDraft draft, long sequence, string? lead,
        CancellationToken cancellationToken)
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
        // The conversation and the notice need the number that the database gives.
        await db.SaveChangesAsync(cancellationToken);
        conversation.HandOver(handover.Begun, sequence, now);
        handover.Case = conversation.CurrentCase;
        conversation.CustomerWaitsSince = now;
        await db.SaveChangesAsync(cancellationToken);
        await notices.SayQueuedAsync(db, conversation, handover, lead, cancellationToken);
    }

    private Task<Message> AppendAsync(CxBotDbContext db, Conversation conversation, Reply reply, CancellationToken cancellationToken) =>
        MessageLog.AppendAsync(db, conversation, new OutgoingMessage(MessageRole.Bot, reply.Text)
        {
            Content = reply.Content,
            Confidence = reply.Confidence,
            Signals = reply.Signals,
            Explanation = reply.Explanation,
        }, time.GetUtcNow(), cancellationToken);
}

/// <summary>What a turn did.</summary>
/// <param name="OtherConversationId">The customer's other conversation, where it changed too; null where none did.</param>
public sealed record AppliedTurn(TurnOutcome Outcome, ConversationId? OtherConversationId);
