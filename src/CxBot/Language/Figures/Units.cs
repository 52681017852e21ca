using System.Collections.Frozen;
using CxBot.Language.Tables;

namespace CxBot.Language.Figures;

/// <summary>What numbers count, under one name in all languages. Table: <c>units.txt</c>.</summary>
internal sealed class Units(LanguageTables tables)
{
    private const string Table = "units";

    private readonly FrozenDictionary<string, string> _names = tables.Meanings(Table, "units");
    private readonly FrozenDictionary<string, string> _scales = tables.Meanings(Table, "scales");
    private readonly FrozenDictionary<string, string> _dayParts = tables.Meanings(Table, "day-parts");
    private readonly FrozenSet<string> _currency = tables.Words(Table, "currency");
    private readonly FrozenSet<string> _worked = tables.Words(Table, "worked");

    /// <param name="word">What follows the number.</param>
    /// <param name="next">What follows that: a day that is worked is another than one that is not.</param>
    public string? Of(string word, string next) =>
        IsWorked(word) && _names.GetValueOrDefault(next) == "day" ? "workday"
        : _names.GetValueOrDefault(word) is not { } unit ? null
        : unit == "day" && IsWorked(next) ? "workday" : unit;

    /// <summary>What a number is multiplied by; 1 for no such word.</summary>
    public decimal Scale(string word) =>
        _scales.TryGetValue(word, out var times) ? decimal.Parse(times, System.Globalization.CultureInfo.InvariantCulture) : 1;

    /// <summary>Whether a word is an amount of money, as "75rb" or "rp500" are: such tells what is paid, and not what is asked.</summary>
    public bool IsAmount(string word)
    {
        var first = word.AsSpan().IndexOfAnyInRange('0', '9');
        var last = word.AsSpan().LastIndexOfAnyInRange('0', '9');
        if (first < 0 || (first == 0 && last == word.Length - 1))
            return false;
        var (before, after) = (word[..first], word[(last + 1)..]);
        return (before.Length == 0 || _currency.Contains(before)) && (after.Length == 0 || Scale(after) > 1);
    }

    /// <summary>The hour of 24 that an hour beside such a word means: 9 pm is 21.</summary>
    public int Hour(int hour, string dayPart) => _dayParts.GetValueOrDefault(dayPart) switch
    {
        "afternoon" when hour < 12 => hour + 12,
        "noon" when hour < 6 => hour + 12,
        "before noon" when hour == 12 => 0,
        _ => hour,
    };

    private bool IsWorked(string word) => _worked.Contains(word.ToLowerInvariant());
}
