using CxBot.Alerts;
using CxBot.Surveys;
using CxBot.Web.Desk.Live;

namespace CxBot.Web.Desk.Alerts;

/// <summary>One reason to call an agent now.</summary>
/// <param name="Key">The same for the same event at every desk of the agent: of eight windows one rings.</param>
/// <param name="CustomerName">Null where it is not known.</param>
/// <param name="Words">What was said last; null where that is not what the agent is called for.</param>
public sealed record DeskAlert(AlertCause Cause, ConversationId ConversationId, string Key, string? CustomerName, string? Words)
{
    /// <summary>See <see cref="CustomerNames"/>, for who has no name.</summary>
    public CustomerId CustomerId { get; init; }

    /// <summary>The colleague who named the agent.</summary>
    public string? By { get; init; }

    /// <summary>The low score, and the best that there is.</summary>
    public (int Score, int Best)? Given { get; init; }

    /// <summary>Where it is opened, from the root of the site.</summary>
    public string Path => $"desk/{Cause switch
    {
        AlertCause.Urgent or AlertCause.Waiting => "queue",
        AlertCause.Mentioned or AlertCause.LowScore => "all",
        _ => "mine",
    }}/{Uri.EscapeDataString(ConversationId.Value)}";

    /// <param name="mark">Tells this event from an earlier one of the same cause in the same conversation.</param>
    internal static DeskAlert Of(AlertCause cause, BoardRow row, long mark = 0) =>
        new(cause, row.Id, $"{cause}:{row.Id}:{mark}", row.CustomerName, row.LastWords)
        {
            CustomerId = row.CustomerId,
        };

    internal static DeskAlert Of(OpenLowScore low)
    {
        const AlertCause cause = AlertCause.LowScore;
        return new(cause, low.ConversationId, $"{cause}:{low.ConversationId}:{low.SurveyId}", low.CustomerName, null)
        {
            Given = (low.Score, SurveyScale.Of(low.Kind).High),
            CustomerId = low.CustomerId,
        };
    }

    internal static DeskAlert Of(OpenMention mention)
    {
        const AlertCause cause = AlertCause.Mentioned;
        return new(cause, mention.ConversationId, $"{cause}:{mention.ConversationId}:{mention.Sequence}", mention.CustomerName, null)
        {
            By = mention.By,
            CustomerId = mention.CustomerId,
        };
    }
}
