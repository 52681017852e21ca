using CxBot.Conversations;
using CxBot.Continuation;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Turns.Answers;

namespace CxBot.Turns.Planning;

/// <summary>Which texts a turn tries, in which order, and whose decision wins. Pure.</summary>
/// <remarks>
/// The plan is told one fact after the other: the request for another channel, what was before the turn, the decision on each text. Each
/// fact may end the plan.
/// The texts are tried in the order of <see cref="TurnText"/>, and the first decision without doubt wins.
/// Where every decision is in doubt, the turn waits for more messages as long as it has patience. After that the doubt about the whole is
/// the decision.
/// </remarks>
internal sealed record TurnPlan
{
    private TurnPlan(TurnWork work, IReadOnlyList<HeardMessage> said) =>
        (Work, Said, State) = (work, said, TurnState.Of(work.Conversation));

    public TurnWork Work { get; }
    public TurnState State { get; }

    /// <summary>The messages that the turn looks at, oldest first; at least one.</summary>
    public IReadOnlyList<HeardMessage> Said { get; private init; }

    /// <summary>The wording of the first message in which a code or a wish for another channel is looked for.</summary>
    public string ContinuationText =>
        Said[0].Wordings.FirstOrDefault(text => Continuations.Concerns(Work.Conversation, Work.Channel, text)) ?? Said[0].Text;

    /// <summary>A code in the first message that does not fit and that nobody is told of; null for none.</summary>
    public ContinuationRequest? Unanswered { get; private init; }

    /// <summary>The text to try now; null where the plan has ended.</summary>
    public Attempt? Next { get; private init; }

    /// <summary>The decision that wins, unless the model finds no answer in its articles; null while none does.</summary>
    public TurnDecision? Winner { get; private init; }

    /// <summary>How the turn ends; null while that is open.</summary>
    public TurnEnd? End { get; private init; }

    private TurnBackground Background { get; init; } = TurnBackground.None;

    /// <summary>The decision where every text stays in doubt.</summary>
    private TurnDecision? Doubt { get; init; }

    private bool IsLeftToPeople => Work.Conversation.Status is ConversationStatus.WithAgent or ConversationStatus.WaitingForAgent;

    /// <summary>Begins with the messages alone.</summary>
    public static TurnPlan Begin(TurnWork work)
    {
        var together = new TurnPlan(work, work.Together);
        if (work.Pending[0].Message.Kind == MessageKind.Event)
            return together.Ends(new TurnEnd.Silent(TurnOutcome.Noted, work.Pending[0]));
        var kept = Replaced.Without([.. together.Said.Select(m => m.Message)]);
        HeardMessage[] said = [.. together.Said.Where(m => kept.Contains(m.Message))];
        if (work.Conversation.Customer is { Blocked: true })
            return together.Ends(new TurnEnd.Silent(TurnOutcome.Ignored, said[^1]));
        // A message about another channel is a turn of its own, whoever has the conversation.
        return together with { Said = [said[0], .. said.Skip(1).TakeWhile(m => !together.MayContinue(m))] };
    }

    /// <summary>The plan of a turn that failed on its way: it goes to a person. No customer gets silence or an endless apology.</summary>
    public static TurnPlan GiveUp(TurnWork work)
    {
        var plan = new TurnPlan(work, work.Together);
        if (work.Pending[0].Message.Kind == MessageKind.Event)
            return plan.Ends(new TurnEnd.Silent(TurnOutcome.Ignored, work.Pending[0]));
        return plan.IsLeftToPeople
            ? plan.Ends(new TurnEnd.Silent(TurnOutcome.LeftToAgent, plan.Said[^1]))
            : plan.HandsOver(HandoverReason.AnsweringFailed);
    }

    /// <summary>Adds what the first message answers to a survey; null for nothing.</summary>
    public TurnPlan With(SurveyAnswer? answer) => answer is null ? this : Ends(new TurnEnd.Rate(answer, Said[0]));

    /// <summary>Adds what the first message wants between two channels.</summary>
    public TurnPlan With(ContinuationRequest? request)
    {
        // Agents see by themselves which code a customer sent, so a wrong one needs no words then.
        var isTold = request is not null and not ContinuationRequest.Invalid { Tell: false }
            && !(request is ContinuationRequest.Invalid && IsLeftToPeople);
        if (isTold)
            return Ends(new TurnEnd.Continue(request!, Said[0]));
        var plan = request is null ? this : this with { Unanswered = new ContinuationRequest.Invalid(Tell: false) };
        // One owner at a time: the bot is silent while an agent has the conversation, or the customer waits for one.
        if (IsLeftToPeople)
            return plan.Ends(new TurnEnd.Silent(TurnOutcome.LeftToAgent, Said[^1]));
        // A wish on being written to (STOP, START) is a turn of its own.
        return IsConsent ? plan : plan with { Said = [.. Said.TakeWhile(m => m.Content.Consent is null)] };
    }

    /// <summary>Adds what was before the turn.</summary>
    public TurnPlan With(TurnBackground background)
    {
        var conversation = Work.Conversation;
        // The channel's reply window has closed, so a person must find another way to the customer.
        if (!IsConsent && conversation.RepliesUntil <= (conversation.LastCustomerAt ?? Said[^1].At))
            return HandsOver(HandoverReason.WindowShut);
        if (LoopBreaker.IsLoop(background.Recent))
            return HandsOver(HandoverReason.MissedTwice);
        return IsConsent
            ? Ends(new TurnEnd.ConfirmConsent(Said[0]))
            : this with { Background = background, Next = new Attempt(TurnText.First, [Said[0]]) };
    }

    /// <summary>Adds the decision on the text that was tried.</summary>
    public TurnPlan With(TurnDecision decision) => Next!.Text switch
    {
        TurnText.First => WithFirst(decision),
        TurnText.Rest => WithRest(decision),
        TurnText.FollowUp => WithFollowUp(decision),
        TurnText.Whole when decision.IsDoubt => (this with { Doubt = decision }).TryAfter(TurnText.Whole),
        TurnText.Last when decision.IsDoubt => TryAfter(TurnText.Last),
        _ => Wins(decision),
    };

    /// <summary>Adds what the model made of the winner. A model that finds no answer in the articles takes the win back.</summary>
    public TurnPlan Confirm(TurnDecision winner)
    {
        var tried = Next!.Text;
        if (!winner.IsDoubt)
            return Ends(new TurnEnd.Say(tried == TurnText.Last ? winner with { Said = Said } : winner));
        var plan = tried is TurnText.First or TurnText.Whole ? this with { Doubt = winner } : this;
        return plan.TryAfter(tried < TurnText.FollowUp ? TurnText.FollowUp : tried);
    }

    /// <summary>Whether a message may have to do with another channel.</summary>
    private bool MayContinue(HeardMessage message) =>
        message.Wordings.Any(text => Continuations.Concerns(Work.Conversation, Work.Channel, text));

    private bool IsConsent => Said[0].Content.Consent is not null;

    private TurnPlan WithFirst(TurnDecision decision)
    {
        // The customer corrected the words, and the answer stays the same: nobody wants to read it twice.
        if (Said[0].Content.Replaces is not null && decision.Answers(Background.AnsweredArticleId))
            return Continues();
        if (WasAnsweredJustNow && decision.Answers(Background.AnsweredArticleId))
            return IsAskedAgain ? Wins(decision with { Decision = new Decision.PointBack() }) : Continues();
        return decision.IsDoubt ? (this with { Doubt = decision }).TryAfter(TurnText.First) : Wins(decision);
    }

    private TurnPlan WithRest(TurnDecision decision)
    {
        // The rest of a thought leaves the whole about as clear as it was. Two questions in a row do not.
        var isClear = decision.Decision is Decision.GiveAnswer
            && !(decision.Probability < Fragments.AsClear * Background.LastAnswered!.Confidence);
        if (!isClear)
            return TryAfter(TurnText.Rest);
        return decision.Answers(Background.AnsweredArticleId) ? Continues() : Wins(decision with { Said = [Said[0]] });
    }

    private TurnPlan WithFollowUp(TurnDecision decision) =>
        decision.Decision is Decision.GiveAnswer && !decision.Answers(Background.LastAnswered!.ArticleId)
            ? Wins(decision with { Said = [Said[0]] })
            : TryAfter(TurnText.FollowUp);

    private bool WasAnsweredJustNow => Background.LastAnswered is { } last && TurnBackground.IsUnread(last, Said[0]);

    private bool IsAskedAgain => Fragments.IsSaidAgain(Said[0].Text, Background.AnsweredJustNow.Select(m => m.Text));

    /// <summary>The messages of the next text that there is; null where this turn has no such text.</summary>
    private IReadOnlyList<HeardMessage>? Messages(TurnText text) => text switch
    {
        TurnText.Whole when Said.Count > 1 => Said,
        // A customer who only announces a question means nothing that was said before.
        _ when Doubt?.Decision is Decision.Chat => null,
        // What answers a question of its own is not the rest of another, though a part of it is unclear.
        TurnText.Rest or TurnText.FollowUp when Doubt?.Decision is Decision.GiveAnswer => null,
        TurnText.Rest when WasAnsweredJustNow => [.. Background.AnsweredJustNow, Said[0]],
        TurnText.FollowUp when Background.LastAnswered is { } last && TurnBackground.IsFollowedUp(last, Said[0]) =>
            [.. Background.AnsweredBefore, Said[0]],
        TurnText.Last when Said.Count > 1 => [Said[^1]],
        _ => null,
    };

    private TurnPlan TryAfter(TurnText tried)
    {
        for (var text = tried + 1; text <= TurnText.Last; text++)
        {
            if (text == TurnText.Last && Work.Patience)
                return Ends(new TurnEnd.Wait());
            if (Messages(text) is { } messages)
                return this with { Next = new Attempt(text, messages), Winner = null };
        }

        return Ends(new TurnEnd.Say(Doubt!));
    }

    private TurnPlan Wins(TurnDecision decision) => this with { Winner = decision };

    private TurnPlan Continues() => Ends(new TurnEnd.Silent(TurnOutcome.Continued, Said[0]));

    private TurnPlan HandsOver(HandoverReason reason) =>
        Ends(new TurnEnd.Say(
            new TurnDecision(Said, Utterance.Read(HeardMessage.Join(Said), State.Language), null, new Decision.HandOver(reason, null))));

    private TurnPlan Ends(TurnEnd end) => this with { End = end, Next = null, Winner = null };
}
