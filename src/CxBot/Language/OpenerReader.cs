using System.Collections.Frozen;
using CxBot.Language.Tables;

namespace CxBot.Language;

/// <summary>
/// What comes before a question, or asks about the bot itself. Told by closed tables and shape: every word must be among those that carry
/// no subject, so that one word of a
/// subject ("min mau tanya ongkir") makes it a question again. Table: <c>opener.txt</c>.
/// </summary>
/// <param name="isSmallTalk">Whether a word greets, addresses or fills.</param>
internal sealed class OpenerReader(LanguageTables tables, Func<string, bool> isSmallTalk)
{
    private const string Table = "opener";

    private readonly FrozenSet<string> _asking = tables.Words(Table, "asking");
    private readonly FrozenSet<string> _around = tables.Words(Table, "around");
    private readonly FrozenSet<string> _able = tables.Words(Table, "able");
    private readonly FrozenSet<string> _what = tables.Words(Table, "what");
    private readonly FrozenSet<string> _nameOrList = tables.Words(Table, "who", "list");
    private readonly FrozenSet<string> _beside = tables.Words(Table, "beside");
    private readonly FrozenSet<string> _help = tables.Words(Table, "help");
    private readonly FrozenSet<string> _thanks = tables.Words("small-talk", "thanks");
    private readonly FrozenSet<string> _requests = tables.Words(Table, "requests");
    private readonly Phrases _whatItCan = tables.Phrases(Table, "what-it-can");
    private readonly Phrases _done = tables.Phrases(Table, "done");
    private readonly Phrases _beforeBuying = tables.Phrases(Table, "before-buying");
    private readonly Phrases _wellBeing = tables.Phrases(Table, "well-being");

    /// <param name="spelt">The words with slang spelt out.</param>
    /// <returns>What the whole message is; null where it says anything else.</returns>
    public SmallTalk? Find(IReadOnlyList<string> spelt)
    {
        spelt = _beforeBuying.Without(spelt);
        if (_done.AreIn(spelt) || (spelt.Any(_thanks.Contains) && !spelt.Any(_requests.Contains)))
            return null;
        if (_wellBeing.AreIn(spelt))
            return _wellBeing.Without(spelt).All(isSmallTalk) ? SmallTalk.HowAreYou : null;
        if (IsAboutBot(spelt))
            return SmallTalk.AboutBot;
        return spelt.Any(_asking.Contains) && spelt.All(w => _asking.Contains(w) || IsAround(w)) ? SmallTalk.Opener : null;
    }

    private bool IsAboutBot(IReadOnlyList<string> spelt)
    {
        if (spelt.Any(_help.Contains) && spelt.All(isSmallTalk))
            return true;
        if (!spelt.All(w => _able.Contains(w) || _what.Contains(w) || _nameOrList.Contains(w) || _beside.Contains(w) || IsAround(w)))
            return false;
        return spelt.Any(_nameOrList.Contains) || (spelt.Any(_what.Contains) && spelt.Any(_able.Contains)) || _whatItCan.AreIn(spelt);
    }

    private bool IsAround(string word) => _around.Contains(word) || isSmallTalk(word);
}
