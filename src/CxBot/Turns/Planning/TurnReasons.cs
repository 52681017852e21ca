using CxBot.Conversations;
using CxBot.Language;

namespace CxBot.Turns.Planning;

/// <summary>Says why a turn did what it did. Pure.</summary>
internal static class TurnReasons
{
    public static TurnReason Of(TurnDecision decision) => decision.Decision switch
    {
        Decision.GiveAnswer { Open.Count: > 0 } => TurnReason.SureInPart,
        Decision.GiveAnswer when decision.Answer is null => TurnReason.Chosen,
        Decision.GiveAnswer => TurnReason.Sure,
        Decision.Clarify { Choices.Count: 1 } => TurnReason.OneMayFit,
        Decision.Clarify => TurnReason.SeveralFit,
        Decision.AskAgain => TurnReason.NothingFits,
        Decision.PointBack => TurnReason.SaidAgain,
        Decision.Chat when decision.Unread is not null => TurnReason.NoWords,
        Decision.Chat { Kind: SmallTalk.Thanks } => TurnReason.Thanked,
        Decision.Chat => TurnReason.SmallTalk,
        Decision.HandOver handOver => Of(handOver.Reason),
        _ => throw new InvalidOperationException($"Nothing says why there is a {decision.Decision.GetType().Name}."),
    };

    /// <summary>Of a turn in which nothing was decided on words.</summary>
    public static TurnReason Of(TurnOutcome outcome) => outcome switch
    {
        TurnOutcome.Continued => TurnReason.RestOfThought,
        TurnOutcome.Crossed => TurnReason.OtherChannel,
        TurnOutcome.Noted => TurnReason.Event,
        TurnOutcome.LeftToAgent => TurnReason.WithPeople,
        TurnOutcome.Dropped => TurnReason.TakenMeanwhile,
        TurnOutcome.HeldBack => TurnReason.ShareUsedUp,
        _ => TurnReason.NotHeard,
    };

    private static TurnReason Of(HandoverReason reason) => reason switch
    {
        HandoverReason.CustomerAsked => TurnReason.CustomerAsked,
        HandoverReason.LowConfidence => TurnReason.LowConfidence,
        HandoverReason.MissedTwice => TurnReason.MissedTwice,
        HandoverReason.SensitiveTopic => TurnReason.SensitiveTopic,
        HandoverReason.Angry => TurnReason.Angry,
        HandoverReason.AnsweringFailed => TurnReason.AnsweringFailed,
        HandoverReason.WindowShut => TurnReason.WindowShut,
        HandoverReason.Article => TurnReason.Article,
        _ => throw new InvalidOperationException($"No turn hands over for {reason}."),
    };
}
