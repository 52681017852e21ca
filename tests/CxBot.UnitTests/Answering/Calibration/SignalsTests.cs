using CxBot.Answering.Calibration;
using CxBot.Knowledge.Ranking;
using CxBot.Web.Desk;

namespace CxBot.Tests.Answering.Calibration;

/// <summary>What a new signal needs: an entry, what is usual, and words in both languages.</summary>
public sealed class SignalsTests
{
    private static readonly string[] Measured =
        [.. typeof(RankSignals).GetProperties().Where(property => property.PropertyType == typeof(double))
            .Select(property => property.Name)];

    [Fact]
    public void Each_thing_that_the_ranker_measures_is_read_by_one_signal()
    {
        foreach (var name in Measured)
        {
            var ranking = (object)default(RankSignals);
            typeof(RankSignals).GetProperty(name)!.SetValue(ranking, 1.0);
            Assert.Single(Signals.All, signal => signal.Of((RankSignals)ranking) == 1);
        }

        Assert.Equal(Measured.Length, Signals.All.Count);
    }

    [Fact]
    public void Each_signal_has_a_name_of_its_own_and_a_scale()
    {
        Assert.Equal(Signals.All.Count, Signals.All.Select(signal => signal.Name).Distinct().Count());
        Assert.All(Signals.All,
            signal => Assert.True(signal.Usual is { MinSpread: > 0 } usual && usual.Spread >= usual.MinSpread, signal.Name));
    }

    [Fact]
    public void Without_an_encoder_its_signals_weigh_nothing() =>
        Assert.All(Signals.All.Where(signal => signal.NeedsEncoder), signal => Assert.Equal(default, signal.WithWordsAlone));

    [Fact]
    public void Each_signal_is_told_by_a_sentence_of_its_own_or_beside_another()
    {
        var beside = Signals.All.Select(signal => signal.Sentence?.Beside).OfType<string>().ToHashSet();

        Assert.All(Signals.All, signal => Assert.True(signal.Sentence is not null || beside.Contains(signal.Name), signal.Name));
        Assert.All(beside, name => Assert.True(Signals.All.Single(signal => signal.Name == name).NeedsEncoder));
    }

    [Fact]
    public void Each_sentence_has_words()
    {
        var words = new DeskWords();

        Assert.All(Signals.All.SelectMany(signal => signal.Sentence?.Keys ?? []), key => Assert.NotEmpty(words[key]));
    }
}
