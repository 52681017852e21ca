using CxBot.Reports.Figures;

namespace CxBot.Reports;

/// <summary>What figures add up to, apart for each value of a key; all together under <see cref="Whole"/>.</summary>
internal sealed class FigureTallies
{
    /// <summary>The key of what is not added up apart.</summary>
    public const int Whole = 0;

    private readonly Dictionary<int, Dictionary<Figure, FigureTally>> _tallies = [];

    public IEnumerable<int> Keys => _tallies.Keys;

    public IEnumerable<(int Key, Figure Figure, FigureTally Tally)> All =>
        _tallies.SelectMany(ofKey => ofKey.Value.Select(pair => (ofKey.Key, pair.Key, pair.Value)));

    /// <summary>The tally to add to; it begins with nothing.</summary>
    public FigureTally this[int key, Figure figure]
    {
        get
        {
            if (!_tallies.TryGetValue(key, out var ofKey))
                _tallies[key] = ofKey = [];
            if (!ofKey.TryGetValue(figure, out var tally))
                ofKey[figure] = tally = new FigureTally();
            return tally;
        }
    }

    /// <summary>What each figure comes to for a key.</summary>
    public IReadOnlyDictionary<Figure, FigureValue> Values(int key, IEnumerable<Figure> figures) =>
        figures.ToDictionary(figure => figure, figure => this[key, figure].Value(figure));
}
