using CxBot.Conversations;
using CxBot.Handover.Hours;

namespace CxBot.Reports.Facts;

/// <summary>Reckons the fact of a turn in which the bot said something. Pure.</summary>
internal static class BotReplyFacts
{
    /// <returns>Null where it said nothing, or it was not written down when.</returns>
    public static BotReplyFact? Of(Turn turn, CaseLog log, CalendarHistory hours) =>
        turn is { AskedAt: { } asked, BegunAt: { } begun } && Speaks(turn.Outcome)
            ? new BotReplyFact
            {
                CaseId = log.Case.Id,
                Mark = log.Mark,
                Day = LocalTime.Of(asked, hours).Day,
                At = asked.ToUnixTimeSeconds(),
                Waited = Milliseconds(begun - asked),
                Thought = Milliseconds(turn.At - begun),
            }
            : null;

    private static bool Speaks(TurnOutcome outcome) => outcome is TurnOutcome.Answered or TurnOutcome.Clarified or TurnOutcome.AskedAgain
        or TurnOutcome.SmallTalk or TurnOutcome.HandedOver or TurnOutcome.HeldBack;

    /// <summary>None under zero: the clock may have been set back meanwhile.</summary>
    private static int Milliseconds(TimeSpan time) => (int)Math.Clamp(time.Ticks / TimeSpan.TicksPerMillisecond, 0, int.MaxValue);
}
