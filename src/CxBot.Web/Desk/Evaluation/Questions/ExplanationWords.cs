using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Web.Desk.Evaluation.Charts;

namespace CxBot.Web.Desk.Evaluation.Questions;

/// <summary>Says in plain words why the bot did what it did: at the desk, and for <c>explain</c> on the command line.</summary>
public sealed class ExplanationWords(DeskWords words)
{
    // From where on a signal speaks for the article found, and below which against it; between the two it says little.
    private const double Near = 0.75;
    private const double Far = 0.5;
    private const double FarAhead = 4;
    private const double HardlyAhead = 1.5;
    private const double NearlyAll = 0.95;
    private const double Most = 0.6;
    private const double Own = 0.35;
    private const double HardlyOwn = 0.08;

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
        if (why.AnswerFrom <= 0) return null;
        var (sure, from, ask) = (Percent(why.Confidence), Percent(why.AnswerFrom), Percent(why.ClarifyFrom));
        var among = Percent(Math.Max(why.Confidence, why.Signals?.GetValueOrDefault(Answering.Calibration.Confidence.Among) ?? 0));
        return why switch
        {
            { Decision: DecisionKind.Answer } or { Reason: HandoverReason.Article } => words.Say("Threshold_answer", sure, from),
            { Decision: DecisionKind.Clarify } => words.Say("Threshold_clarify", sure, from, among, ask),
            { Decision: DecisionKind.HandOver, Reason: HandoverReason.LowConfidence or HandoverReason.MissedTwice } => words.Say("Threshold_handOver", sure, from, among, ask),
            { Decision: DecisionKind.HandOver } => words.Say("Threshold_notAsked", sure, from),
            _ => words.Say("Threshold_other", sure, from, ask),
        };
    }

    /// <summary>What speaks for the article found, what against it, and what else was seen.</summary>
    public IEnumerable<SignalLine> Signals(IReadOnlyDictionary<string, double> signals)
    {
        double Of(string name) => signals.GetValueOrDefault(name);
        var hasMeaning = Of("nearestMeaning") != 0 || Of("meaning") != 0;

        if (Of("exact") >= 1) yield return new(true, words["Signal_exact"]);
        if (hasMeaning) yield return new(Of("agree") >= 1, words[Of("agree") >= 1 ? "Signal_agree" : "Signal_disagree"]);

        var nearest = Math.Max(Of("nearestWords"), Of("nearestMeaning"));
        bool? near = nearest >= Near ? true : nearest < Far ? false : null;
        yield return new(near, hasMeaning ? words.Say("Signal_near", Percent(Of("nearestWords")), Percent(Of("nearestMeaning"))) : words.Say("Signal_nearWords", Percent(Of("nearestWords"))));
        yield return new(Of("margin") >= FarAhead ? true : Of("margin") < HardlyAhead ? false : null, words[Of("margin") >= FarAhead ? "Signal_farAhead" : Of("margin") < HardlyAhead ? "Signal_hardlyAhead" : "Signal_ahead"]);
        yield return hasMeaning
            ? new(null, words.Say("Signal_shares", Percent(Math.Exp(Of("words"))), Percent(Math.Exp(Of("meaning")))))
            : new(null, words.Say("Signal_share", Percent(Math.Exp(Of("words")))));

        yield return Of("known") >= NearlyAll ? new(true, words["Signal_knownAll"]) : new(Of("known") < Most ? false : null, words.Say("Signal_known", Percent(Of("known"))));
        if (Of("owned") >= Own) yield return new(true, words["Signal_owned"]);
        else if (Of("owned") < HardlyOwn) yield return new(false, words["Signal_notOwned"]);
        if (Of("crowd") < Far) yield return new(false, words["Signal_alone"]);
        if (Of("repaired") > 0) yield return new(null, words.Say("Signal_repaired", Percent(Of("repaired"))));
        if (Of("length") is > 0 and < 1) yield return new(false, words["Signal_oneWord"]);
    }

    private string Percent(double share) => Figures.Percent(words, share);
}

/// <summary>One signal in words.</summary>
/// <param name="SpeaksFor">For the article found; false against it; null where it says little.</param>
public sealed record SignalLine(bool? SpeaksFor, string Text);
