using System.Runtime.CompilerServices;
using CxBot.Alerts;
using CxBot.Conversations;
using CxBot.Web.Desk.Live;

namespace CxBot.Web.Desk.Alerts;

/// <summary>The board, and when it was looked at: something may be due without any change.</summary>
public sealed record BoardReading(BoardSnapshot Board, DateTimeOffset At);

/// <summary>
/// What calls an agent between two looks at the board: everything that is new and concerns them, and nothing that they did themself. Pure.
/// </summary>
public static class DeskAlerts
{
    // All desks compare the same readings: who waits is put in order once for all of them.
    private static readonly ConditionalWeakTable<BoardSnapshot, Dictionary<ConversationId, BoardRow>> Waiting = new();

    /// <summary>What has happened, the weightiest first; of one conversation there may be several.</summary>
    public static IReadOnlyList<DeskAlert> Between(BoardReading before, BoardReading now, string agentId)
    {
        var had = before.Board.Of(agentId).ToDictionary(row => row.Id);
        return [.. OfWaiting(before.Board, now.Board, had)
            .Concat(now.Board.Of(agentId).SelectMany(row => OfMine(before, now, had.GetValueOrDefault(row.Id), row, agentId)))
            .Concat(OfMentions(before.Board, now.Board, agentId))
            .Concat(OfLowScores(before.Board, now.Board, agentId))
            .OrderBy(alert => alert.Cause)];
    }

    /// <summary>When the next of this agent's is due; null where nothing is.</summary>
    public static DateTimeOffset? NextDue(BoardReading now, string agentId) =>
        now.Board.Of(agentId).Where(row => row.DueAt > now.At).Min(row => row.DueAt);

    /// <summary>By ids, so that a queue of any length calls. What the agent let go of is new to everyone else alone.</summary>
    private static IEnumerable<DeskAlert> OfWaiting(BoardSnapshot before, BoardSnapshot now, Dictionary<ConversationId, BoardRow> had)
    {
        var waited = Waiting.GetValue(before, board => board.Waiting.ToDictionary(row => row.Id));
        foreach (var row in now.Waiting)
        {
            var was = waited.GetValueOrDefault(row.Id);
            if (had.ContainsKey(row.Id) || (was is not null && (was.Urgent || !row.Urgent)))
                continue;
            yield return DeskAlert.Of(row.Urgent ? AlertCause.Urgent : AlertCause.Waiting, row, row.QueuedAt?.UtcTicks ?? 0);
        }
    }

    private static IEnumerable<DeskAlert> OfMine(BoardReading before, BoardReading now, BoardRow? was, BoardRow row, string agentId)
    {
        // What comes back as promised is called by that.
        if (was is null && row.AssignedById != agentId && !(row.DueAt <= now.At))
            yield return DeskAlert.Of(AlertCause.Transferred, row);
        if (row.DueAt <= now.At && !(was?.DueAt <= before.At && was.DueAt == row.DueAt) && (was is not null || row.AssignedById != agentId))
            yield return DeskAlert.Of(AlertCause.Due, row, row.DueAt.Value.UtcTicks);
        if (was is null)
            yield break;
        if (row.Failed && !was.Failed)
            yield return DeskAlert.Of(AlertCause.Failed, row) with { Words = null };
        if (row.LastRole == MessageRole.Customer && row.LastCustomerSequence > was.LastCustomerSequence)
            yield return DeskAlert.Of(AlertCause.Wrote, row, row.LastCustomerSequence);
    }

    private static IEnumerable<DeskAlert> OfLowScores(BoardSnapshot before, BoardSnapshot now, string agentId)
    {
        var known = before.LowScores.Where(low => low.AgentId == agentId).Select(low => low.SurveyId).ToHashSet();
        return now.LowScores.Where(low => low.AgentId == agentId && !known.Contains(low.SurveyId)).Select(DeskAlert.Of);
    }

    private static IEnumerable<DeskAlert> OfMentions(BoardSnapshot before, BoardSnapshot now, string agentId)
    {
        var known = before.Mentions.Where(mention => mention.AgentId == agentId)
            .Select(mention => (mention.ConversationId, mention.Sequence)).ToHashSet();
        return now.Mentions.Where(mention => mention.AgentId == agentId && !known.Contains((mention.ConversationId, mention.Sequence)))
            .Select(DeskAlert.Of);
    }
}
