using CxBot.Answering.Calibration;
using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Knowledge;
using CxBot.Language;

namespace CxBot.Turns;

/// <summary>Decides what the bot does with one message: answer, ask back, chat, or hand over. Pure.</summary>
public static class HandoverPolicy
{
    private const int MaxChoices = 4;

    // A candidate with less than this share of the best one's score is noise, not a choice. A topic has many sides.
    private const double MinPartOfBest = 0.15;
    private const double MinPartOfTopic = 0.05;

    // One word is answered where it can mean hardly anything else: "refund", but not "payment".
    private const double MinOfTopic = 0.75;

    // With so many times the score of the next, no other was ever right in the demo shop's questions.
    private const double FarAbove = 3;

    // A matter for a person is offered only to who names it, and only where it is near by itself and not far behind the best.
    private const double MinDelicate = 0.3;
    private const double MinPartOfDelicate = 0.5;

    // Where that leaves less than this share of what was found, the rest are no choices either.
    private const double MinPartLeft = 0.4;

    // Up to three words say too little to hand over for what they are near to; as the signal tells it.
    private static readonly double VagueLength = Math.Log(1 + 3.5);

    /// <param name="utterance">The customer's text, as it was read.</param>
    /// <param name="answer">What the search found; null where it failed.</param>
    public static Decision Decide(Utterance utterance, Answer? answer, PolicyContext context)
    {
        if (utterance.WantsPerson)
            return new Decision.HandOver(HandoverReason.CustomerAsked, null);
        if (utterance.SensitiveTopic is not null)
            return new Decision.HandOver(HandoverReason.SensitiveTopic, FirstHelp(answer));
        if (utterance.Mood is Mood.Angry)
            return new Decision.HandOver(HandoverReason.Angry, null);
        if (context.ChoseNoneOfThese || utterance.IsEmpty)
            return Miss(context);
        if (utterance is { SmallTalk: { } kind, HasQuestion: false })
            return new Decision.Chat(kind);
        return answer is null ? new Decision.HandOver(HandoverReason.AnsweringFailed, null) : Judge(answer, context);
    }

    /// <summary>Whether what was found made the decision. Several questions in one message are decided on one by one then.</summary>
    internal static bool IsByAnswer(Decision decision) => decision is Decision.GiveAnswer or Decision.Clarify or Decision.AskAgain
        or Decision.HandOver { Reason: HandoverReason.LowConfidence or HandoverReason.MissedTwice or HandoverReason.Article };

    /// <summary>Decides on the answer alone.</summary>
    internal static Decision Judge(Answer answer, PolicyContext context)
    {
        if (answer.Candidates.Count > 0 && answer.Confidence.Probability >= answer.Thresholds.Answer && !IsOpenTopic(answer))
        {
            var best = answer.Candidates[0];
            return best.Article.Handover is ArticleHandover.Always
                ? new Decision.HandOver(HandoverReason.Article, best)
                : new Decision.GiveAnswer(best, best.Article.Handover is ArticleHandover.Offer);
        }

        var again = context.ClarifiedLast || context.Missed > 0;
        // A customer who names only a topic is asked what they want to know about it, however many articles fit.
        if (again || !(answer.IsTopic || Among(answer) >= answer.Thresholds.Clarify))
            return new Decision.HandOver(again ? HandoverReason.MissedTwice : HandoverReason.LowConfidence, null);
        return Choices(answer) switch
        {
            // A few vague words are near to anything. Whoever says more about a delicate matter is not asked to say it again.
            [] when answer.Confidence.Signals.GetValueOrDefault("length") < VagueLength => Miss(context),
            { Length: > 1 } choices => new Decision.Clarify(IsFarAbove(choices, answer) ? choices[..1] : choices),
            [var only] when MayBe(only, answer) => new Decision.Clarify([only]),
            _ => new Decision.HandOver(HandoverReason.LowConfidence, null),
        };
    }

    /// <summary>The article for just such a matter ("secure your account now"), which is said before the person comes; null for
    /// none.</summary>
    private static Candidate? FirstHelp(Answer? answer) =>
        answer is { Candidates: [{ Article.Handover: ArticleHandover.Always } best, ..] }
            && answer.Confidence.Probability >= answer.Thresholds.Answer ? best : null;

    private static Decision Miss(PolicyContext context) =>
        context.Missed > 0 ? new Decision.HandOver(HandoverReason.MissedTwice, null) : new Decision.AskAgain();

    /// <summary>What a clerk would offer: what may well be meant, and a delicate matter only to who speaks of it.</summary>
    private static Candidate[] Choices(Answer answer)
    {
        var least = answer.IsTopic ? MinPartOfTopic : MinPartOfBest;
        Candidate[] near = [.. answer.Candidates.TakeWhile(c => c.Score >= least * answer.Candidates[0].Score).Take(MaxChoices)];
        Candidate[] fit = [.. near.Where(c => IsFit(c, near[0]))];
        return answer.IsTopic || fit.Sum(c => c.Score) >= MinPartLeft * near.Sum(c => c.Score) ? fit : [];
    }

    private static bool IsOpenTopic(Answer answer) =>
        answer.IsTopic && answer.Candidates[0].Score < MinOfTopic && !answer.Confidence.IsExact;

    private static bool IsFarAbove(Candidate[] choices, Answer answer) =>
        !answer.IsTopic && MayBe(choices[0], answer) && choices[0].Score >= FarAbove * choices[1].Score;

    private static bool MayBe(Candidate candidate, Answer answer) =>
        candidate == answer.Candidates[0] && answer.Confidence.Probability >= answer.Thresholds.Clarify;

    private static bool IsFit(Candidate candidate, Candidate best) => candidate.Article.Handover is not ArticleHandover.Always
        || (candidate.IsNamed && candidate.Score >= Math.Max(MinDelicate, MinPartOfDelicate * best.Score));

    private static double Among(Answer answer) =>
        Math.Max(answer.Confidence.Probability, answer.Confidence.Signals.GetValueOrDefault(Confidence.Among));
}
