using System.Text;
using CxBot.Language;
using CxBot.Words;

namespace CxBot.Answering.Parts;

/// <summary>
/// An article's text cut into pieces, and what of it can be said alone: a paragraph, steps as a whole, an item of a list with what
/// introduces it, a row of a table with its header. What takes something back is never parted from it. Pure.
/// </summary>
internal sealed class ArticlePieces
{
    private readonly List<Piece> _pieces = [];

    private ArticlePieces(string body)
    {
        var blocks = SourceBlock.In(body);
        int heading = -1, unit = -1;
        for (var b = 0; b < blocks.Count; b++)
        {
            if (blocks[b].Kind is SourceBlockKind.Heading)
            {
                heading = Add(blocks[b].Text, b, -1, -1, isHeading: true);
                continue;
            }

            unit++;
            var opening = heading;
            if (Introduces(blocks, b))
                opening = Add(blocks[b].Text, b++, -1, opening);
            AddMembers(blocks[b], b, unit, opening);
        }

        Passages = [.. Enumerable.Range(0, unit + 1).SelectMany(InUnit)];
    }

    /// <summary>What can be said alone, in the article's order.</summary>
    public IReadOnlyList<Passage> Passages { get; }

    public static ArticlePieces Of(string body) => new(body);

    /// <summary>The article in two: some passages, and what is left; null where nothing would be left.</summary>
    public ArticlePart? Part(IEnumerable<Passage> passages)
    {
        var said = passages.SelectMany(p => p.Pieces).ToHashSet();
        var left = Members(_ => true).Where(m => !said.Contains(m)).SelectMany(WithOpenings).ToHashSet();
        return left.Count == 0 ? null : new ArticlePart(Write(said), Write(left));
    }

    /// <summary>A paragraph that ends in a colon says nothing without what follows; and steps may hold only for what stands before
    /// them.</summary>
    private static bool Introduces(IReadOnlyList<SourceBlock> blocks, int at) =>
        blocks[at].Kind is SourceBlockKind.Paragraph && at + 1 < blocks.Count
        && (blocks[at + 1].Kind is SourceBlockKind.Steps
            || (blocks[at + 1].Kind is not SourceBlockKind.Heading && blocks[at].Text.TrimEnd('*', '_', ' ').EndsWith(':')));

    private int Add(string text, int block, int unit, int opening, bool isHeading = false)
    {
        _pieces.Add(new Piece(text, block, unit, opening, isHeading));
        return _pieces.Count - 1;
    }

    private void AddMembers(SourceBlock block, int at, int unit, int opening)
    {
        var members = block.Lines;
        // An item that nothing stands before would run into the rest of its list.
        if (block.Kind is SourceBlockKind.Bullets && _pieces.Count == 0)
            members = [block.Text];
        if (block.Kind is SourceBlockKind.Table)
        {
            opening = Add(members[0], at, -1, opening);
            members = [.. members.Skip(1)];
        }

        foreach (var member in members)
            Add(member, at, unit, opening);
    }

    /// <summary>Each member of a paragraph, list or table; and a list or table as a whole, where words introduce it.</summary>
    private IEnumerable<Passage> InUnit(int unit)
    {
        var members = Members(u => u == unit).ToArray();
        var tied = Members(u => u != unit && IsTied(u, unit)).ToArray();
        HashSet<int> Said(params IEnumerable<int> said) => [.. said.Concat(tied).SelectMany(WithOpenings)];
        if (members.Length == 1)
        {
            yield return new Passage(Write(WithOpenings(members[0])), Said(members));
            yield break;
        }

        var opening = _pieces[members[0]].Opening;
        var whole = new Passage(opening < 0 ? "" : _pieces[opening].Text, Said(members));
        if (opening >= 0)
            yield return whole;
        foreach (var member in members)
            yield return new Passage(_pieces[member].Text, Said(member), whole);
    }

    private IEnumerable<int> Members(Func<int, bool> unit) =>
        Enumerable.Range(0, _pieces.Count).Where(i => _pieces[i].Unit >= 0 && unit(_pieces[i].Unit));

    /// <summary>Whether all that stands between two units takes back, or narrows, what stands before it.</summary>
    private bool IsTied(int one, int other) =>
        Enumerable.Range(Math.Min(one, other) + 1, Math.Abs(one - other)).All(TakesBack);

    private bool TakesBack(int unit)
    {
        var first = WithOpenings(Members(u => u == unit).First()).Where(i => !_pieces[i].IsHeading).Min();
        return Lexicon.BuiltIn.Restriction.Begins(_pieces[first].Text);
    }

    private IEnumerable<int> WithOpenings(int piece)
    {
        for (; piece >= 0; piece = _pieces[piece].Opening)
            yield return piece;
    }

    private string Write(IEnumerable<int> pieces)
    {
        var text = new StringBuilder();
        Piece? before = null;
        foreach (var piece in pieces.Order().Select(at => _pieces[at]))
        {
            text.Append(before is null ? "" : before.Block == piece.Block ? "\n" : "\n\n").Append(piece.Text);
            before = piece;
        }

        return text.ToString();
    }

    /// <param name="Block">Which block of the article it stands in.</param>
    /// <param name="Unit">Which paragraph, list or table with its introduction; -1 for what only opens one.</param>
    /// <param name="Opening">The heading, or the words that introduce it; -1 for none.</param>
    private sealed record Piece(string Text, int Block, int Unit, int Opening, bool IsHeading);
}
