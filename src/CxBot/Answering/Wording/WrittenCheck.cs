using CxBot.Answering.Claims;
using CxBot.Knowledge;

namespace CxBot.Answering.Wording;

/// <summary>Reads an answer while it is written, and lets through only sentences that stand in the passages.</summary>
internal sealed class WrittenCheck(IReadOnlyList<Passage> passages, SentenceVectors? vectors)
{
    private readonly ClaimReader _reader = new();
    private readonly List<Passage> _rested = [];
    private int _shown;
    private bool _declined;
    private bool _says;

    public int Length => _reader.Length;

    /// <summary>The sentences so far, each of which was checked.</summary>
    public string Shown
    {
        get
        {
            _shown = _rested.Count;
            return _reader.Taken;
        }
    }

    public bool HasNews => _rested.Count > _shown && !_declined;

    /// <returns>Whether all so far stands in the passages.</returns>
    public bool Read(string text)
    {
        _reader.Append(text);
        return TakeAll(ended: false);
    }

    /// <summary>Nothing follows.</summary>
    public Writing End()
    {
        if (!TakeAll(ended: true))
            return Writing.Without(WritingOutcome.Unsupported);
        if (_declined)
            return Writing.Without(WritingOutcome.NoAnswer);
        if (!_says)
            return Writing.Without(WritingOutcome.Nonsense);
        IReadOnlyList<Article> cited = [.. _rested.GroupBy(p => p.Article).OrderByDescending(g => g.Count()).Select(g => g.Key)];
        return new Writing(WritingOutcome.Written, _reader.Taken.Trim(), cited);
    }

    private bool TakeAll(bool ended)
    {
        while (!_declined && _reader.Take(ended) is { } claim)
        {
            _declined = claim.Text.Contains(AnswerPrompt.NoAnswer, StringComparison.Ordinal);
            if (_declined)
                return true;
            if (ClaimCheck.FindSupport(claim, passages, vectors) is not { } passage)
                return false;
            // Kind words rest on nothing.
            if (Statement.Of(claim.Text).IsCourtesy)
                continue;
            _says = true;
            _rested.Add(passage);
        }
        return true;
    }
}
