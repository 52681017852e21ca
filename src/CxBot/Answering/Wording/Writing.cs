using CxBot.Answering.Calibration;
using CxBot.Knowledge;

namespace CxBot.Answering.Wording;

/// <summary>How it went with a written answer. Kept with the message as a signal, so that it can be explained.</summary>
public enum WritingOutcome
{
    /// <summary>No model is set, or the article itself is surely the answer.</summary>
    NotNeeded,

    /// <summary>The model wrote it, and every sentence stands in the articles.</summary>
    Written,

    /// <summary>The model says that the articles do not answer: confidence is lowered.</summary>
    NoAnswer,

    /// <summary>It said something that the articles do not say: not sent.</summary>
    Unsupported,

    /// <summary>What came was empty, cut off or too long.</summary>
    Nonsense,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>The service refused or broke.</summary>
    Failed,

    /// <summary>The service failed too often just now and is left in peace, or too many are being written at once.</summary>
    Resting,

    /// <summary>The conversation's or the day's calls are spent.</summary>
    Spent,
}

/// <summary>What came of asking the model for words.</summary>
/// <param name="Text">The answer, in Markdown; null where the article itself is the answer.</param>
/// <param name="Cited">The articles it rests on, the most cited first; empty without a text.</param>
public sealed record Writing(WritingOutcome Outcome, string? Text, IReadOnlyList<Article> Cited)
{
    /// <summary>Of <see cref="Confidence.Signals"/>: what begins so tells of the model.</summary>
    public const string SignalPrefix = "model.";

    private const double NoAnswerFactor = 0.6;
    private const double UnsupportedFactor = 0.95;
    private const double Below = 0.01;

    public static Writing Without(WritingOutcome outcome) => new(outcome, null, []);

    /// <summary>The outcome that a message's signals tell; null where no model was asked.</summary>
    public static WritingOutcome? Of(IReadOnlyDictionary<string, double>? signals)
    {
        var name = signals?.Keys.FirstOrDefault(k => k.StartsWith(SignalPrefix, StringComparison.Ordinal));
        return name is not null && Enum.TryParse<WritingOutcome>(name[SignalPrefix.Length..], ignoreCase: true, out var outcome)
            ? outcome
            : null;
    }

    /// <summary>The confidence with what the model made of it: it only ever lowers it.</summary>
    public Answer Judge(Answer answer)
    {
        if (Outcome is WritingOutcome.NotNeeded)
            return answer;
        var probability = answer.Confidence.Probability;
        var lowered = Outcome switch
        {
            WritingOutcome.NoAnswer => Math.Min(probability * NoAnswerFactor, answer.Thresholds.Answer - Below),
            // The fault of unsupported words is the model's, not retrieval's: it alone makes no doubt of an answer.
            WritingOutcome.Unsupported => Math.Max(probability * UnsupportedFactor, answer.Thresholds.Answer),
            _ => probability,
        };
        var signals = new Dictionary<string, double>(answer.Confidence.Signals)
        {
            [SignalPrefix + char.ToLowerInvariant(Outcome.ToString()[0]) + Outcome.ToString()[1..]] = 1,
        };
        if (Outcome is WritingOutcome.NoAnswer && signals.TryGetValue(Confidence.Among, out var among))
            signals[Confidence.Among] = Math.Round(among * NoAnswerFactor, 4);
        return answer with { Confidence = new Confidence(Math.Min(probability, lowered), signals) };
    }
}
