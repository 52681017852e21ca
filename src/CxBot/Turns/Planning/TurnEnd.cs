using CxBot.Conversations;
using CxBot.Continuation;
using CxBot.Turns.Answers;

namespace CxBot.Turns.Planning;

/// <summary>How a turn ends.</summary>
internal abstract record TurnEnd
{
    private TurnEnd()
    {
    }

    /// <summary>Nothing is decided: doubt waits for the messages that the customer may still write.</summary>
    public sealed record Wait : TurnEnd;

    /// <summary>The bot says nothing.</summary>
    /// <param name="Last">The last message that the turn covers.</param>
    public sealed record Silent(TurnOutcome Outcome, HeardMessage Last) : TurnEnd;

    /// <summary>The customer goes to another channel, or comes from one.</summary>
    public sealed record Continue(ContinuationRequest Request, HeardMessage Message) : TurnEnd;

    /// <summary>The customer answers a survey's question.</summary>
    public sealed record Rate(SurveyAnswer Answer, HeardMessage Message) : TurnEnd;

    /// <summary>The customer's wish on being written to is confirmed. It was kept when the message came in.</summary>
    public sealed record ConfirmConsent(HeardMessage Message) : TurnEnd;

    /// <summary>The decision is put into words.</summary>
    public sealed record Say(TurnDecision Decision) : TurnEnd;
}
