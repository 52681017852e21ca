using CxBot.Reports;
using CxBot.Reports.Figures;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.WhatsApp;

namespace CxBot.Tests.Reports.ShopYear;

/// <summary>Asks the app for every figure by many filters, and holds each beside the truth.</summary>
internal sealed class Comparison(Shop shop, Season season, Truth truth)
{
    /// <summary>What may be read from buckets is so much off at most.</summary>
    private const double Bucket = 0.025;

    /// <summary>Figures that the ledger keeps no truth for: none may be added in silence. How long the bot itself takes is not told by a
    /// clock that stands still.</summary>
    private static readonly string[] ToldElsewhere = ["bot-reply", "bot-wait"];

    private readonly List<string> _wrong = [];

    /// <summary>How many figures were compared.</summary>
    public int Compared { get; private set; }

    public async Task AllAsync(int ranges)
    {
        var reader = shop.Get<ReportReader>();
        foreach (var filter in Filters(ranges))
        {
            var asked = Asked(filter);
            var figures = truth.Figures(filter);
            foreach (var figure in AllFigures.All.Where(f => !ToldElsewhere.Contains(f.Id)))
            {
                if (!figures.TryGetValue(figure.Id, out var expected))
                {
                    _wrong.Add($"There is no truth for {figure.Id}.");
                    continue;
                }

                Is(filter, figure.Id, expected, await reader.ReadAsync(figure, asked, Shop.Token));
                Same(filter, figure.Id + " rows", expected.Count, (await reader.RowsAsync(figure, asked, 0, int.MaxValue, Shop.Token)).Count);
            }

            if (filter is { Channel: null, Skill: null, Agent: null, Hour: null, Weekday: null })
                Same(filter, "left out", truth.LeftOut(filter), await reader.LeftOutAsync(asked, Shop.Token));
        }

        Assert.True(_wrong.Count == 0, $"{_wrong.Count} of {Compared} figures are not the truth:\n" + string.Join('\n', _wrong.Take(40)));
    }

    public static ReportFilter Asked(TrueFilter filter) => new(filter.From, filter.To)
    {
        Channel = filter.Channel,
        Skill = filter.Skill,
        Agent = filter.Agent,
        Clock = filter.ByOpenClock ? ReportClock.Open : ReportClock.Elapsed,
        Hour = filter.Hour,
        Weekday = filter.Weekday,
    };

    /// <summary>All of it, and parts of it by everything that can be asked for.</summary>
    public TrueFilter Whole => new(Day(Season.Begins).AddDays(-1), Day(season.Ends).AddDays(1));

    private IEnumerable<TrueFilter> Filters(int ranges)
    {
        var chance = new Random(season.Seed);
        List<TrueFilter> some =
        [
            Whole,
            .. new[] { WebChannel.Key, WhatsAppChannel.Key, "nowhere" }.Select(channel => Whole with { Channel = channel }),
            .. new[] { "billing", "sales" }.Select(skill => Whole with { Skill = skill }),
            .. shop.Agents.Values.Select(agent => Whole with { Agent = agent.Id }),
            Whole with { Channel = WebChannel.Key, Agent = shop.Agents["Sari"].Id },
            Whole with { Channel = WhatsAppChannel.Key, Skill = "billing" },
            // Before and after there was anything.
            new(Day(Season.Begins).AddDays(-90), Day(Season.Begins).AddDays(-60)),
        ];
        for (var i = 0; i < ranges; i++)
        {
            var from = Day(Season.Begins).AddDays(chance.Next(season.Days));
            some.Add(new TrueFilter(from, from.AddDays(chance.Next(season.Days / 3))) { Channel = i % 3 == 0 ? WebChannel.Key : null });
        }

        foreach (var filter in some)
        {
            yield return filter;
            yield return filter with { ByOpenClock = true };
        }

        // Hours and weekdays are asked for of cases alone; what else is read by them does not change.
        yield return Whole with { Hour = 9 };
        yield return Whole with { Weekday = DayOfWeek.Friday, Channel = WebChannel.Key };
    }

    private void Is(TrueFilter filter, string id, TrueValue expected, FigureValue value)
    {
        Same(filter, id, (expected.Count, expected.Of), (value.Count, value.Of));
        Near(filter, id + " mean", expected.Mean, value.Mean, 0);
        Near(filter, id + " p50", expected.Median, value.Median, Bucket);
        Near(filter, id + " p90", expected.NineTenths, value.NineTenths, Bucket);
    }

    private void Near(TrueFilter filter, string what, double? expected, TimeSpan? value, double within)
    {
        Compared++;
        if (expected is null != value is null
            || (expected is { } seconds && Math.Abs(seconds - value!.Value.TotalSeconds) > Math.Max(0.001, within * seconds)))
            _wrong.Add($"{what}: {expected} s in truth, {value?.TotalSeconds} s by the report; {filter}");
    }

    private void Same<T>(TrueFilter filter, string what, T expected, T value)
    {
        Compared++;
        if (!EqualityComparer<T>.Default.Equals(expected, value))
            _wrong.Add($"{what}: {expected} in truth, {value} by the report; {filter}");
    }

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime);
}
