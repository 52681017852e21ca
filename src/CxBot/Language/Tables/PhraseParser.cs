using System.Globalization;

namespace CxBot.Language.Tables;

/// <summary>Reads phrases as <see cref="Phrases"/> describes them.</summary>
/// <param name="list">The entries of another section of the table, by its name.</param>
internal sealed class PhraseParser(Func<string, IReadOnlyList<TableEntry>> list)
{
    private string _text = "";
    private int _at;

    private bool IsAtEnd => _at >= _text.Length;

    /// <exception cref="FormatException">A phrase cannot be read.</exception>
    public IReadOnlyList<PhrasePart> Parse(IReadOnlyList<TableEntry> entries) =>
        [.. Gather(entries).Select(e => e.Before(PhrasePart.Nothing))];

    /// <summary>The choices of a list; those of one word are one choice.</summary>
    private List<PhraseElement> Gather(IReadOnlyList<TableEntry> entries) =>
        PhraseElement.Gather(entries.Select(e => e.Text).Distinct().Select(text => new PhraseParser(list) { _text = text }.ParseWhole()));

    private PhraseElement ParseWhole()
    {
        var element = ParseSequence();
        return IsAtEnd ? element : throw new FormatException($"'{_text}' has a bracket too many.");
    }

    private PhraseElement ParseSequence()
    {
        var elements = new List<PhraseElement>();
        while (SkipBlanks() && _text[_at] is not ('|' or ')'))
            elements.Add(ParseElement());
        return elements is [var only] ? only : PhraseElement.InOrder(elements);
    }

    private PhraseElement ParseElement()
    {
        switch (_text[_at])
        {
            case '!' or '&':
                var wanted = _text[_at++] == '&';
                var looked = ParseElement();
                return new PhraseElement(next => new LookPart(looked.Before(PhrasePart.Nothing), wanted, next));
            case '$':
                _at++;
                return new PhraseElement(next => new EndPart(next));
            case '#':
                _at++;
                return PhraseElement.Of(WordTest.Number);
            case '.':
                return ParseGap();
            case '<':
                return OrNothing(PhraseElement.OneOf(ParseList()));
            default:
                return ParseGroup() ?? ParseWord();
        }
    }

    private PhraseElement ParseGap()
    {
        _at += "..".Length;
        if (!IsAtEnd && _text[_at] == '<')
        {
            var test = ParseList() is [{ Test: { } words }]
                ? words
                : throw new FormatException($"'{_text}' repeats a list that holds more than single words.");
            return new PhraseElement(next => new GapPart(test, int.MaxValue, next));
        }

        var digits = Token();
        _at += digits.Length;
        var max = int.Parse(digits, CultureInfo.InvariantCulture);
        return new PhraseElement(next => new GapPart(WordTest.Any, max, next));
    }

    private List<PhraseElement> ParseList()
    {
        var end = _text.IndexOf('>', _at);
        var name = end < 0 ? "" : _text[(_at + 1)..end];
        _at = end + 1;
        return list(name) is { Count: > 0 } entries
            ? Gather(entries)
            : throw new FormatException($"'{_text}' names a list <{name}> that is not there.");
    }

    /// <summary>
    /// What stands in brackets, where they hold all of it up to the next blank; null for a word with endings in brackets.
    /// </summary>
    private PhraseElement? ParseGroup()
    {
        var token = Token();
        if (token[0] != '(' || Close(token) != token.TrimEnd('?').Length - 1)
            return null;
        var choices = new List<PhraseElement>();
        do
        {
            _at++;
            choices.Add(ParseSequence());
        }
        while (_text[_at] == '|');
        _at++;
        return OrNothing(PhraseElement.OneOf(PhraseElement.Gather(choices)));
    }

    private PhraseElement ParseWord()
    {
        var token = Token();
        _at += token.Length;
        return token[^1] switch
        {
            '*' => PhraseElement.Of(WordTest.Beginning(Expand(token[..^1]), 0)),
            '+' => PhraseElement.Of(WordTest.Beginning(Expand(token[..^1]), 1)),
            '?' when token[^2] != ')' => PhraseElement.Of(WordTest.Of([token[..^1]])).OrNothing(),
            _ => PhraseElement.Of(WordTest.Of(Expand(token))),
        };
    }

    private PhraseElement OrNothing(PhraseElement element)
    {
        if (IsAtEnd || _text[_at] != '?')
            return element;
        _at++;
        return element.OrNothing();
    }

    private bool SkipBlanks()
    {
        while (!IsAtEnd && _text[_at] == ' ')
            _at++;
        return !IsAtEnd;
    }

    /// <summary>What stands there up to the next blank, bar or bracket outside its own brackets.</summary>
    private string Token()
    {
        var open = 0;
        var end = _at;
        for (; end < _text.Length; end++)
        {
            open += _text[end] == '(' ? 1 : 0;
            if (open == 0 && _text[end] is ' ' or '|' or ')')
                break;
            open -= _text[end] == ')' ? 1 : 0;
        }

        return open == 0 && end > _at ? _text[_at..end] : throw new FormatException($"'{_text}' has a bracket that is not closed.");
    }

    /// <returns>Where the bracket closes that the token begins with.</returns>
    private static int Close(string token)
    {
        var open = 0;
        for (var at = 0; at < token.Length; at++)
        {
            open += token[at] == '(' ? 1 : token[at] == ')' ? -1 : 0;
            if (open == 0)
                return at;
        }

        return -1;
    }

    /// <summary>Every word that a token with brackets in it means: <c>bot(nya)?</c> is bot and botnya.</summary>
    private static List<string> Expand(string token)
    {
        List<string> words = [""];
        for (var at = 0; at < token.Length;)
        {
            string[] pieces;
            if (token[at] == '(')
            {
                var close = token.IndexOf(')', at);
                pieces = token[(at + 1)..close].Split('|');
                at = close + 1;
                if (at < token.Length && token[at] == '?')
                {
                    pieces = [.. pieces, ""];
                    at++;
                }
            }
            else
            {
                var end = token.IndexOf('(', at) is >= 0 and var open ? open : token.Length;
                pieces = [token[at..end]];
                at = end;
            }

            words = [.. words.SelectMany(word => pieces.Select(piece => word + piece))];
        }

        return words;
    }
}
