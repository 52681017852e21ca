namespace CxBot.Language.Text;

/// <summary>
/// Repairs a word that the knowledge does not know into one that it does: doubled letters, dropped vowels, or one edit away.
/// Immutable; safe from several threads.
/// </summary>
internal sealed class SpellingRepair
{
    private const int MinLengthToEdit = 4;
    private const int MaxLengthToEdit = 20;

    private readonly Dictionary<string, int> _counts;
    private readonly Dictionary<string, List<string>> _deletes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _skeletons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _singles = new(StringComparer.Ordinal);

    private readonly OtherWords _others;

    /// <param name="words">The knowledge's own, as often as they stand there.</param>
    /// <param name="others">Words that are spelt right although the knowledge does not have them; null for everyday ones alone.</param>
    public SpellingRepair(IEnumerable<string> words, OtherWords? others = null)
    {
        _others = others ?? OtherWords.BuiltIn;
        _counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in words)
            _counts[word] = _counts.GetValueOrDefault(word) + 1;
        var edited = _counts.Keys.Where(w => w.Length is >= MinLengthToEdit and <= MaxLengthToEdit && !HasDigit(w));
        foreach (var word in edited.Order(StringComparer.Ordinal))
        {
            Prefer(_singles, Single(word), word);
            if (Skeleton(word) is { Length: >= 3 } skeleton)
                Prefer(_skeletons, skeleton, word);
            Remember(word, word);
            for (var i = 0; i < word.Length; i++)
                Remember(word.Remove(i, 1), word);
        }
    }

    public bool Knows(string word) => _counts.ContainsKey(word);

    /// <summary>
    /// The known word that was meant; the word itself where it is known, common, short, holds digits, or nothing is near.
    /// </summary>
    public string Repair(string word)
    {
        if (_counts.ContainsKey(word) || word.Length < 3 || word.Length > MaxLengthToEdit || HasDigit(word) || _others.Contain(word))
            return word;
        if (_singles.TryGetValue(Single(word), out var single))
            return single;
        if (Skeleton(word) == word)
            return _skeletons.GetValueOrDefault(word, word);
        return word.Length < MinLengthToEdit ? word : Nearest(word) ?? word;
    }

    private string? Nearest(string word)
    {
        string? best = null;
        var bestRank = (SameStart: false, Count: 0);
        void Consider(string key)
        {
            if (!_deletes.TryGetValue(key, out var known))
                return;
            foreach (var candidate in known)
            {
                var sameStart = candidate[0] == word[0];
                // A short word has many neighbours: there the first letter must agree.
                if ((!sameStart && word.Length < 6) || !IsOneEdit(word, candidate))
                    continue;
                var rank = (sameStart, _counts[candidate]);
                if (best is null || rank.CompareTo(bestRank) > 0 || (rank == bestRank && string.CompareOrdinal(candidate, best) < 0))
                    (best, bestRank) = (candidate, rank);
            }
        }

        Consider(word);
        for (var i = 0; i < word.Length; i++)
            Consider(word.Remove(i, 1));
        return best;
    }

    /// <summary>One letter more, less, other, or two neighbours swapped.</summary>
    private static bool IsOneEdit(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
            return false;
        var start = a.AsSpan().CommonPrefixLength(b);
        var restA = a.AsSpan(start);
        var restB = b.AsSpan(start);
        if (a.Length > b.Length)
            return restA[1..].SequenceEqual(restB);
        if (a.Length < b.Length)
            return restB[1..].SequenceEqual(restA);
        if (restA.Length == 0 || restA[1..].SequenceEqual(restB[1..]))
            return true;
        return restA.Length >= 2 && restA[0] == restB[1] && restA[1] == restB[0] && restA[2..].SequenceEqual(restB[2..]);
    }

    private void Remember(string key, string word)
    {
        if (!_deletes.TryGetValue(key, out var words))
            _deletes[key] = words = new List<string>(1);
        if (!words.Contains(word))
            words.Add(word);
    }

    private void Prefer(Dictionary<string, string> map, string key, string word)
    {
        if (!map.TryGetValue(key, out var other) || _counts[word] > _counts[other])
            map[key] = word;
    }

    private static string Single(string word) => string.Concat(word.Where((c, i) => i == 0 || c != word[i - 1]));

    private static string Skeleton(string word) =>
        string.Concat(word.Where((c, i) => i == 0 || c is not ('a' or 'e' or 'i' or 'o' or 'u')));

    private static bool HasDigit(string word) => word.AsSpan().IndexOfAnyInRange('0', '9') >= 0;
}
