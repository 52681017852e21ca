using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Turns.Answers;
using CxBot.Turns.Planning;

namespace CxBot.Turns;

/// <summary>START HERE. One turn: what the bot does with the messages that a customer has written since the turn before.</summary>
/// <remarks>
/// A turn reads, plans, tries and writes, and each step has a class of its own:
/// <list type="number">
/// <item><see cref="TurnHistory"/> reads what was said and decided before.</item>
/// <item><see cref="TurnPlan"/> says which texts to try in which order, and whose decision wins. It is pure.</item>
/// <item><see cref="TurnDecider"/> tries one text: it searches the knowledge, and <see cref="HandoverPolicy"/>, which is pure, decides
/// whether to answer, ask back or hand over.
/// <see cref="TurnPhrasing"/> lets the language model, where there is one, put the winner into words.</item>
/// <item><see cref="TurnWords"/> writes the replies in the customer's language.</item>
/// </list>
/// A turn stores nothing and holds no transaction: <see cref="TurnCommit"/> stores what it decided.
/// </remarks>
public sealed class ConversationTurn(
    SurveyReading surveys, Continuations continuations, TurnHistory history, TurnDecider decider, TurnPhrasing phrasing)
{
    /// <summary>Decides the turn.</summary>
    /// <returns>What is to be stored; null where doubt waits for the messages that the customer may still write.</returns>
    public async Task<TurnResult?> DecideAsync(TurnWork work, CancellationToken cancellationToken)
    {
        var plan = TurnPlan.Begin(work);
        if (plan.End is null)
            plan = plan.With(await surveys.ReadAsync(work.Conversation, plan.Said[0], cancellationToken));
        if (plan.End is null)
            plan = plan.With(await continuations.ReadAsync(work.Conversation, plan.ContinuationText, cancellationToken));
        if (plan.End is null)
            plan = plan.With(await history.BeforeAsync(work.Conversation, plan.Said[0], cancellationToken));

        while (plan.Next is { } attempt)
        {
            plan = plan.With(await decider.DecideAsync(attempt, plan.State, cancellationToken));
            if (plan.Winner is { } winner)
                plan = plan.Confirm(await phrasing.PhraseAsync(winner, plan.State, cancellationToken));
        }

        return await WriteAsync(plan, cancellationToken);
    }

    /// <summary>Ends a turn that failed on its way: a person takes over.</summary>
    public async Task<TurnResult> GiveUpAsync(TurnWork work, CancellationToken cancellationToken) =>
        (await WriteAsync(TurnPlan.GiveUp(work), cancellationToken))!;

    private async Task<TurnResult?> WriteAsync(TurnPlan plan, CancellationToken cancellationToken)
    {
        if (TurnWords.Of(plan) is not { } result)
            return null;
        if (plan.End is not TurnEnd.Say { Decision: { Decision: Decision.HandOver handOver } decision })
            return result;
        var said = await history.CaseAsync(plan.Work.Conversation, cancellationToken);
        var brief = HandoverBriefWriter.Write(
            said, decision.Utterance, decision.Answer?.Candidates ?? [], plan.Work.Conversation.Page, result.Language!);
        return result with { HandOver = new HandoverDraft(handOver.Reason, brief, handOver.Priority, decision.Best?.Article.Skill) };
    }
}
