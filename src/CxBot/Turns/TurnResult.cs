using CxBot.Conversations;
using CxBot.Continuation;
using CxBot.Handover;
using CxBot.Turns.Answers;

namespace CxBot.Turns;

/// <summary>What a turn decided, before any of it is stored.</summary>
public sealed record TurnResult
{
    public required TurnOutcome Outcome { get; init; }

    /// <summary>The last message that the turn covers.</summary>
    public required long LastSequence { get; init; }

    /// <summary>Why; null where the outcome says it all.</summary>
    public TurnReason? Reason { get; init; }

    /// <summary>What the bot says, in order.</summary>
    public IReadOnlyList<Reply> Replies { get; init; } = [];

    /// <summary>The handover to make; null for none.</summary>
    public HandoverDraft? HandOver { get; init; }

    /// <summary>What is to be done between two channels; null for nothing.</summary>
    public ContinuationRequest? Continuation { get; init; }

    /// <summary>What the customer answered to a survey; null for nothing.</summary>
    public SurveyAnswer? Answer { get; init; }

    /// <summary>The bot's misses in a row, as the conversation keeps them.</summary>
    public int Missed { get; init; }

    /// <summary>The choices on offer, as the conversation keeps them.</summary>
    public IReadOnlyList<Choice>? Offered { get; init; }

    /// <summary>The customer's language, as the conversation keeps it.</summary>
    public string? Language { get; init; }

    /// <summary>The probability, 0 to 1, that the best article is right; null where nothing was searched.</summary>
    public double? Confidence { get; init; }

    /// <summary>The best article, whatever was done with it.</summary>
    public ArticleId? ArticleId { get; init; }

    /// <summary>A turn in which the bot says nothing. The conversation stays as it is.</summary>
    public static TurnResult Silent(TurnOutcome outcome, Conversation conversation, HeardMessage last) => new()
    {
        Outcome = outcome,
        LastSequence = last.Sequence,
        Missed = conversation.Missed,
        Offered = conversation.Offered,
        Language = conversation.Language,
    };

    /// <summary>A turn that a middleware of the Bot Framework kept from the bot: its words, where it said any, are the answer to the first
    /// message.</summary>
    public static TurnResult KeptBack(TurnWork work, IReadOnlyList<Reply> replies)
    {
        var first = work.Pending[0];
        var outcome = work.Conversation.Status is ConversationStatus.WithAgent or ConversationStatus.WaitingForAgent
            ? TurnOutcome.LeftToAgent
            : replies.Count == 0 ? TurnOutcome.Ignored
            : TurnOutcome.SmallTalk;
        return Silent(outcome, work.Conversation, first) with { Replies = replies };
    }
}

/// <summary>A handover, as the turn decided it.</summary>
public sealed record HandoverDraft(HandoverReason Reason, HandoverBrief Brief, HandoverPriority Priority, string? Skill);
