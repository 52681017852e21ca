using CxBot.Answering;
using CxBot.Answering.Parts;
using CxBot.Answering.Wording;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Turns.Planning;

namespace CxBot.Turns;

/// <summary>Lets the language model, where there is one, put the article of a decision into words; else finds the part of it that
/// answers. The model never makes an answer surer.</summary>
public sealed class TurnPhrasing(AnswerWriter writer, Drafts drafts, PartFinder parts)
{
    /// <summary>Writes the answer. Where the model finds no answer in the articles, the policy decides again.</summary>
    /// <returns>The same decision where it gives no answer.</returns>
    internal async Task<TurnDecision> PhraseAsync(TurnDecision decision, TurnState state, CancellationToken cancellationToken)
    {
        decision = await WriteAsync(decision, state, cancellationToken);
        if (decision.Written is { Text: not null })
            return decision;
        return decision.Decision switch
        {
            Decision.GiveAnswer given => decision with
            {
                Decision = given with
                {
                    Candidate = await WithPartAsync(given.Candidate, decision, cancellationToken),
                    Further = await WithPartsAsync(given.Further, decision, cancellationToken),
                },
            },
            Decision.HandOver handOver => decision with
            {
                Decision = handOver with { First = await WithPartsAsync(handOver.First, decision, cancellationToken) },
            },
            _ => decision,
        };
    }

    private async Task<IReadOnlyList<Candidate>> WithPartsAsync(
        IReadOnlyList<Candidate> candidates, TurnDecision decision, CancellationToken cancellationToken)
    {
        var found = new List<Candidate>(candidates.Count);
        foreach (var candidate in candidates)
            found.Add(await WithPartAsync(candidate, decision, cancellationToken));
        return found;
    }

    private async Task<Candidate> WithPartAsync(Candidate candidate, TurnDecision decision, CancellationToken cancellationToken) =>
        candidate with
        {
            Part = await parts.FindAsync(candidate.Asked ?? decision.Utterance.Text, candidate.Article, cancellationToken),
        };

    /// <returns>The same decision where there is nothing to write: it gives no answer, or several.</returns>
    private async Task<TurnDecision> WriteAsync(TurnDecision decision, TurnState state, CancellationToken cancellationToken)
    {
        if (decision is not { Answer: { } answer, Decision: Decision.GiveAnswer { Further.Count: 0, Open.Count: 0 } given })
            return decision;
        var asked = decision.Said[0];
        var conversationId = asked.Message.ConversationId;
        var request = new WritingRequest(conversationId, decision.Utterance.Text, state.LanguageFor(decision.Utterance), answer,
            given.Candidate, asked.At)
        {
            AddressHash = state.AddressHash,
        };
        try
        {
            var writing = await writer.WriteAsync(request, text => drafts.Show(conversationId, text), cancellationToken);
            answer = writing.Judge(answer);
            return decision with
            {
                Answer = answer,
                Written = writing,
                Decision = writing.Outcome is WritingOutcome.NoAnswer ? HandoverPolicy.Judge(answer, state.Context) : given,
            };
        }
        finally
        {
            drafts.Clear(conversationId);
        }
    }
}
