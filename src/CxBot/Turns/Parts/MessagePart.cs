using CxBot.Answering;
using CxBot.Knowledge;
using CxBot.Language.Questions;
using CxBot.Language;
using CxBot.Turns.Planning;

namespace CxBot.Turns.Parts;

/// <summary>A part of a message that may ask something of its own, and what was found for it. Pure.</summary>
/// <param name="Piece">Where it stands in the message.</param>
/// <param name="Answer">What was found for its words, or for them and what stands before.</param>
internal sealed record MessagePart(QuestionPiece Piece, Answer Answer)
{
    /// <summary>Two statements, such as "I was charged twice, and it is broken", are two matters only where each has no more than this
    /// share of the doubt that an answer may have.</summary>
    private const double MaxDoubtOfStatement = 0.5;

    /// <summary>The article that surely answers it; null where none does.</summary>
    public Article? Clear =>
        Answer is { Candidates: [var best, ..] } && Answer.Confidence.Probability >= Answer.Thresholds.Answer ? best.Article : null;

    /// <summary>What may be meant by it where nothing is clear; empty where nothing comes near.</summary>
    public IReadOnlyList<Candidate> Choices =>
        HandoverPolicy.Judge(Answer, PolicyContext.Fresh) is Decision.Clarify clarify ? clarify.Choices : [];

    private bool IsSure =>
        Answer.Confidence.Probability >= 1 - (MaxDoubtOfStatement * (1 - Answer.Thresholds.Answer));

    /// <summary>The message so far with one piece more: another part, or more words of the last.</summary>
    /// <param name="next">The piece by its own words.</param>
    /// <param name="joined">The piece together with the last part.</param>
    public static IEnumerable<MessagePart> After(MessagePart last, MessagePart next, MessagePart joined) =>
        last.Clear is null ? AfterUnclear(last, next, joined)
        : next.Clear is null ? AfterClear(last, next, joined)
        : AreTwo(last, next) ? [last, next]
        : [last.Clear.Id == next.Clear.Id ? joined.Keeping(last) : joined];

    private static IEnumerable<MessagePart> AfterUnclear(MessagePart last, MessagePart next, MessagePart joined)
    {
        if (next.Piece.IsApart && ((last.Piece.Asks && next.Piece.Asks) || IsOfItsOwn(last, next, joined)))
            return [last.AsQuestion(), next];
        return [joined.Clear is null ? joined.Keeping(next) : joined];
    }

    private static IEnumerable<MessagePart> AfterClear(MessagePart last, MessagePart next, MessagePart joined)
    {
        if (next.Piece.IsApart && IsOfItsOwn(next, last, joined))
            return [last, next.AsQuestion()];
        if (!next.Piece.Asks || !next.Piece.IsApart)
            return [joined.Clear is null ? joined.Keeping(last) : joined];
        // "And where do I send it?" asks nothing alone.
        if (joined.Clear is { } leaning && leaning.Id != last.Clear!.Id)
            return [last, next with { Answer = joined.Answer }];
        return IsMoreOf(last, next, joined) ? [joined.Keeping(last)] : [last, next];
    }

    /// <summary>These words with what was found for a part of them: the rest adds nothing.</summary>
    private MessagePart Keeping(MessagePart found) => found.Clear is null ? this : this with { Answer = found.Answer };

    private MessagePart AsQuestion() => this with { Piece = Piece with { Asks = true } };

    /// <summary>Whether unclear words are about something else than the clear ones beside them: they are near to other articles, and blur
    /// what is clear.</summary>
    private static bool IsOfItsOwn(MessagePart unclear, MessagePart clear, MessagePart joined) =>
        clear.Clear is { } article && joined.Clear is null
        && unclear.Choices is { Count: > 0 } choices && choices.All(c => c.Article.Id != article.Id);

    private static bool AreTwo(MessagePart last, MessagePart next) =>
        last.Clear!.Id != next.Clear!.Id
        && (next.Piece.IsApart || last.Piece.Asks || next.Piece.Asks || (last.IsSure && next.IsSure));

    /// <summary>Whether unclear words only go on with the part before: they leave its answer about as clear as it was, and are not nearer
    /// to another.</summary>
    private static bool IsMoreOf(MessagePart last, MessagePart next, MessagePart joined) =>
        joined.Clear?.Id == last.Clear!.Id
        && joined.Answer.Confidence.Probability >= Fragments.AsClear * last.Answer.Confidence.Probability
        && (next.Choices is { Count: 0 } || next.Choices.Any(c => c.Article.Id == last.Clear.Id));
}
