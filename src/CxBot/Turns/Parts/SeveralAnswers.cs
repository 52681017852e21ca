using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Knowledge;
using CxBot.Handover;
using CxBot.Language.Questions;
using CxBot.Language;

namespace CxBot.Turns.Parts;

/// <summary>Tells several questions in one message from one question in several clauses, by what the search finds for the pieces, and
/// decides on each.</summary>
internal static class SeveralAnswers
{
    /// <returns>The decision, with what was found for each part in the order in which it is said; null where the message asks one thing, or
    /// nothing in it is clear.</returns>
    public static async Task<(Decision Decision, IReadOnlyList<Answer> Found)?> FindAsync(
        FaqAnswerer answerer, string text, string language, CancellationToken cancellationToken)
    {
        var parts = new List<MessagePart>();
        foreach (var piece in SeveralQuestions.In(text))
        {
            var next = await FindAsync(piece);
            if (parts is not [.., var last])
            {
                parts.Add(next);
                continue;
            }

            var joined = await FindAsync(last.Piece.With(piece, text));
            parts.RemoveAt(parts.Count - 1);
            parts.AddRange(MessagePart.After(last, next, joined));
        }

        return Decide(parts);

        async Task<MessagePart> FindAsync(QuestionPiece words) =>
            new(words, await answerer.AnswerAsync(words.Text, language, cancellationToken));
    }

    /// <summary>The decision on the parts of a message: what is clear is answered, what must go to a person goes there after that, and what
    /// is unclear is asked back alone. Pure.</summary>
    internal static (Decision Decision, IReadOnlyList<Answer> Found)? Decide(IReadOnlyList<MessagePart> parts)
    {
        var clear = parts.Where(p => p.Clear is not null).DistinctBy(p => p.Clear!.Id).ToList();
        var open = parts.Where(p => p is { Clear: null, Piece.Asks: true }).ToList();
        if (clear.Count == 0 || clear.Count + open.Count is < 2 or > SeveralQuestions.Max)
            return null;
        if (clear.Find(p => p.Clear!.Handover is ArticleHandover.Always) is { } delicate)
        {
            clear.Remove(delicate);
            return (new Decision.HandOver(HandoverReason.Article, Best(delicate)) { First = [.. clear.Select(Best)] },
                [.. clear.Append(delicate).Select(p => p.Answer)]);
        }

        var given = new Decision.GiveAnswer(Best(clear[0]), clear.Any(p => p.Clear!.Handover is ArticleHandover.Offer))
        {
            Further = [.. clear.Skip(1).Select(Best)],
            Open = [.. open.Select(p => new OpenQuestion(p.Piece.Text, p.Choices))],
        };
        return (given, [.. clear.Concat(open).Select(p => p.Answer)]);
    }

    private static Candidate Best(MessagePart part) => part.Answer.Candidates[0] with { Asked = part.Piece.Text };
}
