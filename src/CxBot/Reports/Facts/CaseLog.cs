using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Surveys;

namespace CxBot.Reports.Facts;

/// <summary>All that a case's facts come from.</summary>
/// <param name="Events">In their order.</param>
/// <param name="Turns">In their order.</param>
/// <param name="Messages">What customer and people said, in order of time, over all its channels.</param>
/// <param name="Later">What the same customer asked afterwards, on any channel; empty where they cannot be known again.</param>
/// <param name="Surveys">What the customer was asked afterwards.</param>
/// <param name="IsKnown">Whether the customer would be known if they came back.</param>
/// <param name="IsBlocked">Whether the customer is blocked.</param>
public sealed record CaseLog(
    CustomerCase Case,
    IReadOnlyList<CaseEvent> Events,
    IReadOnlyList<Turn> Turns,
    IReadOnlyList<SaidMessage> Messages,
    IReadOnlyList<LaterQuestion> Later,
    IReadOnlyList<Survey> Surveys,
    bool IsKnown,
    bool IsBlocked,
    string? Language)
{
    /// <summary>What the case is besides a customer's matter.</summary>
    public CaseMark Mark => IsBlocked ? CaseMark.Blocked : Case.Mark;
}

/// <summary>A message of a customer or of people, without its words.</summary>
public sealed record SaidMessage(
    ConversationId ConversationId, long Sequence, DateTimeOffset At, MessageRole Role, bool IsRefused, string? AgentId, bool? Helpful);

/// <summary>A question of a later case.</summary>
/// <param name="Topic">The article that was found best.</param>
public sealed record LaterQuestion(DateTimeOffset At, ArticleId Topic);
