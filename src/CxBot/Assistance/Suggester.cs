using CxBot.Answering;
using CxBot.Answering.Calibration;
using CxBot.Conversations;
using CxBot.Knowledge;

namespace CxBot.Assistance;

/// <summary>Finds what the bot would answer to a customer's last words, for an agent to look at. It says nothing to anybody.</summary>
public sealed class Suggester(FaqAnswerer answerer)
{
    /// <summary>How many are shown.</summary>
    public const int Most = 3;

    // That the answer is among what was found. Below it, it is chance, and would only be in the way: of words that no article has it is
    // under 0.2, of a question that some article answers over 0.7.
    private const double MinAmong = 0.3;

    /// <param name="messages">The last of the conversation, oldest first.</param>
    /// <returns>Null where the customer asks nothing, or nothing was found.</returns>
    public async Task<Suggestions?> FindAsync(IReadOnlyList<Message> messages, string? language, CancellationToken cancellationToken)
    {
        if (LastWords.Of(messages, language, answerer.Lexicon) is not { } question)
            return null;
        var answer = await answerer.AnswerAsync(question, language, cancellationToken);
        var first = answer.Confidence.Probability;
        // The others can be no surer than the best.
        var best = answer.Candidates.Take(Most)
            .Select((c, place) => new Suggestion(c.Article, place == 0 ? first : Math.Min(c.Score, first))).ToList();
        return best.Count == 0 || answer.Confidence.Signals.GetValueOrDefault(Confidence.Among, first) < MinAmong
            ? null
            : new Suggestions(question, answer, best);
    }
}

/// <summary>What may answer a customer's last words.</summary>
/// <param name="Question">Those words.</param>
/// <param name="Best">The best first, at most <see cref="Suggester.Most"/>, never none.</param>
public sealed record Suggestions(string Question, Answer Answer, IReadOnlyList<Suggestion> Best);

/// <summary>One of them.</summary>
/// <param name="Confidence">That it is right, 0 to 1.</param>
public sealed record Suggestion(Article Article, double Confidence);
