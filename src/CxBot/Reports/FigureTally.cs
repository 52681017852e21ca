using CxBot.Reports.Figures;
using CxBot.Reports.Statistics;
using CxBot.Reports.Voice;

namespace CxBot.Reports;

/// <summary>What a figure's facts add up to.</summary>
internal sealed class FigureTally
{
    private readonly SortedDictionary<int, int> _values = [];
    private DurationTally? _rolled;

    public int Count { get; private set; }

    /// <summary>Null where it is no share.</summary>
    public int? Among { get; private set; }

    /// <summary>How often each time was there, the shortest first.</summary>
    public IEnumerable<(int Value, int Count)> Values => _values.Select(pair => (pair.Key, pair.Value));

    public void Add(int count, int? among)
    {
        Count += count;
        if (among is { } more)
            Among = (Among ?? 0) + more;
    }

    public void AddTime(int value, int count)
    {
        Count += count;
        _values[value] = _values.GetValueOrDefault(value) + count;
    }

    /// <summary>Times of a rollup: from here on percentiles are at most 2.5 % off.</summary>
    public void AddRolled(int bucket, int count, long sum)
    {
        Count += count;
        (_rolled ??= new DurationTally()).Add(bucket, count, sum);
    }

    public FigureValue Value(Figure figure)
    {
        if (figure is SurveyScore score)
            return new FigureValue(Count) { Scores = ScoreScales.MeanOf(score.Kind, Values) };
        if (figure.Unit is not { } unit || Count == 0)
            return new FigureValue(Count) { Of = figure.IsShare ? Among ?? 0 : null };
        if (_rolled is null)
            return new FigureValue(Count)
            {
                Mean = unit * (_values.Sum(pair => (double)pair.Key * pair.Value) / Count),
                Median = unit * Rank(0.5),
                NineTenths = unit * Rank(0.9),
            };
        var all = new DurationTally();
        all.Add(_rolled);
        foreach (var (value, count) in _values)
            all.Add(DurationBuckets.Of(value), count, (long)value * count);
        return new FigureValue(Count)
        {
            Mean = unit * all.Mean!.Value.TotalSeconds,
            Median = unit * all.Percentile(0.5)!.Value.TotalSeconds,
            NineTenths = unit * all.Percentile(0.9)!.Value.TotalSeconds,
        };
    }

    /// <summary>The nearest rank, exact.</summary>
    private int Rank(double part)
    {
        var rank = (long)Math.Ceiling(part * Count);
        foreach (var (value, count) in _values)
        {
            rank -= count;
            if (rank <= 0)
                return value;
        }

        return _values.Keys.Last();
    }
}
