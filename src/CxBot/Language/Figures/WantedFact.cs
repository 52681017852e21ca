using CxBot.Language.Tables;
using CxBot.Language.Text;

namespace CxBot.Language.Figures;

/// <summary>What a question wants to know: a time, an amount, whether something may be, or what holds when a time is over. Table:
/// <c>wanted.txt</c>.</summary>
internal sealed class WantedFact(LanguageTables tables, Units units)
{
    private readonly Phrases _time = tables.Phrases("wanted", "time");
    private readonly Phrases _amount = tables.Phrases("wanted", "amount");
    private readonly Phrases _overdue = tables.Phrases("wanted", "overdue");
    private readonly Phrases _whether = tables.Phrases("wanted", "whether");
    private readonly Phrases _verdict = tables.Phrases("wanted", "verdict");

    /// <summary>Whether they speak of a time that is over, or of more than a measure: "sudah lewat 3 hari", "more than 2 weeks".</summary>
    /// <param name="words">As for <see cref="In"/>.</param>
    public bool IsOverdue(IReadOnlyList<string> words) => _overdue.AreIn(words);

    /// <summary>Whether a question is to be answered by yes or no.</summary>
    public bool AsksWhether(IReadOnlyList<string> words) => _whether.AreIn(words);

    /// <summary>Whether a text begins with yes or no.</summary>
    public bool IsVerdict(string text) => _verdict.Begin(TextNormalizer.Words(text));

    /// <param name="words">Spelt out, the little words kept.</param>
    /// <returns>Whether a fact is of the kind that is wanted; null where none is.</returns>
    public Func<Fact, bool>? In(IReadOnlyList<string> words)
    {
        // "berapa persen", "how many days": what is counted is named.
        var named = words.Select(word => units.Of(word, "")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (_time.AreIn(words))
            return IsTime;
        if (!_amount.AreIn(words))
            return null;
        return fact => !IsTime(fact) && (named.Contains("%") ? fact.Unit == "%" : fact.Unit is not ("link" or "email" or "phone"));
    }

    private static bool IsTime(Fact fact) =>
        fact.Unit is "clock" or "minute" or "hour" or "day" or "workday" or "week" or "month" or "year";
}
