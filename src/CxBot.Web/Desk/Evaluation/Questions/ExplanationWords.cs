using CxBot.Answering.Calibration;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Web.Desk.Evaluation.Charts;

namespace CxBot.Web.Desk.Evaluation.Questions;

/// <summary>Says in plain words why the bot did what it did: at the desk, and for <c>explain</c> on the command line.</summary>
public sealed class ExplanationWords(DeskWords words)
{
    /// <summary>What was done, and for which reason.</summary>
    public string Decision(Explanation why) => why switch
    {
        { Decision: DecisionKind.Answer, Candidates: [var best, ..] } => words.Say("Explained_Answer", best.Title),
        { Decision: DecisionKind.HandOver, Reason: { } reason } => words.Say("Explained_HandOver", words["Why_" + reason]),
        _ => words["Explained_" + why.Decision],
    };

    /// <summary>The confidence beside the thresholds; null where it was not weighed, or nobody knows any more.</summary>
    public string? Threshold(Explanation why)
    {
        if (why.AnswerFrom <= 0)
            return null;
        var (sure, from, ask) = (Percent(why.Confidence), Percent(why.AnswerFrom), Percent(why.ClarifyFrom));
        var among = Percent(Math.Max(why.Confidence, why.Signals?.GetValueOrDefault(Answering.Calibration.Confidence.Among) ?? 0));
        return why switch
        {
            { Decision: DecisionKind.Answer } or { Reason: HandoverReason.Article } => words.Say("Threshold_answer", sure, from),
            { Decision: DecisionKind.Clarify } => words.Say("Threshold_clarify", sure, from, among, ask),
            { Decision: DecisionKind.HandOver, Reason: HandoverReason.LowConfidence or HandoverReason.MissedTwice } =>
                words.Say("Threshold_handOver", sure, from, among, ask),
            { Decision: DecisionKind.HandOver } => words.Say("Threshold_notAsked", sure, from),
            _ => words.Say("Threshold_other", sure, from, ask),
        };
    }

    /// <summary>What speaks for the article found, what against it, and what else was seen.</summary>
    public IEnumerable<SignalLine> Signals(IReadOnlyDictionary<string, double> signals)
    {
        double Of(string name) => signals.GetValueOrDefault(name);

        var told = Answering
            .Calibration.Signals.All.Where(signal => signal.Sentence is not null)
            .OrderBy(signal => signal.Sentence!.Line)
            .ToArray();
        var hasMeaning = told.Any(signal => signal.Sentence!.Beside is { } beside && Of(beside) != 0);
        if (Of("exact") >= 1)
            yield return new(true, words["Signal_exact"]);
        foreach (
            var (sentence, value) in told.Where(signal => hasMeaning || !signal.NeedsEncoder)
                .Select(signal => (signal.Sentence!, Of(signal.Name))))
        {
            if (Line(sentence, value, hasMeaning && sentence.Beside is { } beside ? Of(beside) : null) is { } line)
                yield return line;
        }
    }

    /// <param name="beside">The encoder's value that is told in the same sentence; null where there is none.</param>
    private SignalLine? Line(SignalSentence sentence, double value, double? beside)
    {
        if (sentence.OnlyWhereSeen && value <= 0)
            return null;
        var speaksFor = sentence.SpeaksFor(Math.Max(value, beside ?? value));
        var key = beside is null ? sentence.KeyOf(speaksFor) : sentence.KeyBeside;
        return key is null ? null : new SignalLine(speaksFor, words.Say(key, Share(sentence, value), Share(sentence, beside ?? 0)));
    }

    private string Share(SignalSentence sentence, double value) => Percent(sentence.IsLogarithm ? Math.Exp(value) : value);

    private string Percent(double share) => Figures.Percent(words, share);
}

/// <summary>One signal in words.</summary>
/// <param name="SpeaksFor">For the article found; false against it; null where it says little.</param>
public sealed record SignalLine(bool? SpeaksFor, string Text);
