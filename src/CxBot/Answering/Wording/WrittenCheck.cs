using CxBot.Answering.Calibration;
using CxBot.Answering.Claims;
using CxBot.Knowledge;
using CxBot.Language;

namespace CxBot.Answering.Wording;

/// <summary>Reads an answer while it is written, and lets through only sentences that stand in the passages.</summary>
internal sealed class WrittenCheck(IReadOnlyList<Passage> passages, SentenceVectors? vectors)
{
    private readonly ClaimReader reader = new();
    private readonly List<Passage> rested = [];
    private int shown;
    private bool declined;
    private bool says;

    public int Length => reader.Length;

    /// <summary>The sentences so far, each of which was checked.</summary>
    public string Shown
    {
        get
        {
            shown = rested.Count;
            return reader.Taken;
        }
    }

    public bool HasNews => rested.Count > shown && !declined;

    /// <returns>Whether all so far stands in the passages.</returns>
    public bool Read(string text)
    {
        reader.Append(text);
        return TakeAll(ended: false);
    }

    /// <summary>Nothing follows.</summary>
    public Writing End()
    {
        if (!TakeAll(ended: true)) return Writing.Without(WritingOutcome.Unsupported);
        if (declined) return Writing.Without(WritingOutcome.NoAnswer);
        if (!says) return Writing.Without(WritingOutcome.Nonsense);
        IReadOnlyList<Article> cited = [.. rested.GroupBy(p => p.Article).OrderByDescending(g => g.Count()).Select(g => g.Key)];
        return new Writing(WritingOutcome.Written, reader.Taken.Trim(), cited);
    }

    private bool TakeAll(bool ended)
    {
        while (!declined && reader.Take(ended) is { } claim)
        {
            declined = claim.Text.Contains(AnswerPrompt.NoAnswer, StringComparison.Ordinal);
            if (declined) return true;
            if (ClaimCheck.FindSupport(claim, passages, vectors) is not { } passage) return false;
            // Kind words rest on nothing.
            if (Statement.Of(claim.Text).IsCourtesy) continue;
            says = true;
            rested.Add(passage);
        }
        return true;
    }
}
