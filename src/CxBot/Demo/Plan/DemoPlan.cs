using CxBot.Demo.Texts;
using CxBot.Knowledge;

namespace CxBot.Demo.Plan;

/// <summary>Who comes to the invented shop, when, with what, and what comes of it. Pure: the same from the same seed.</summary>
internal sealed class DemoPlan
{
    // Who comes once more does so on these days after.
    private static readonly (int Days, double Share, bool SameTopic)[] Returns = [(3, 0.09, true), (20, 0.09, false)];

    private const double ShareOnChat = 0.42;
    private const double ShareInEnglish = 0.14;
    private const double ShareKnownOnSite = 0.45;

    private readonly Random _random;
    private readonly DemoTexts _texts = DemoTexts.Instance;
    private readonly DemoTopics _topics;
    private readonly DemoCases _cases;
    private readonly DemoDays _days;
    private readonly DateTimeOffset _now;
    private readonly TimeZoneInfo _zone;
    private readonly double _usual;

    /// <param name="articles">The knowledge that is asked for; not empty.</param>
    /// <param name="zone">The shop's own.</param>
    public DemoPlan(DemoSettings settings, IReadOnlyList<Article> articles, DateTimeOffset now, TimeZoneInfo zone)
    {
        (_now, _zone) = (now, zone);
        Last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        First = Last.AddMonths(-settings.Months);
        _random = new Random(settings.Seed);
        _days = new DemoDays(First, Last, [.. _texts.Holidays]);
        _topics = new DemoTopics(articles, _random);
        _cases = new DemoCases(_random, new DemoShifts(zone), now);
        _usual = settings.CasesADay / (1 + Returns.Sum(one => one.Share));
    }

    public DateOnly First { get; }
    public DateOnly Last { get; }

    /// <summary>Everybody, in the order of their first visits.</summary>
    public IEnumerable<DemoPerson> People()
    {
        var number = 0;
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            var moments = Enumerable.Range(0, _days.Count(day, _usual, _random)).Select(_ => MomentOf(day)).Order().ToList();
            // What would come later today has not come yet.
            foreach (var at in moments.Where(at => at < _now - DemoCases.YoungestBefore))
                yield return Person(++number, at);
        }

        // So that the queue shows something at whatever hour it is made.
        while (_cases.IsQueueShort)
            yield return Waits(++number, _now - DemoCases.YoungestBefore - TimeSpan.FromMinutes(_random.Next(70)));
    }

    private DemoPerson Waits(int number, DateTimeOffset at)
    {
        var topic = _topics.Any(_topics.Language(DemoTexts.Indonesian), _random);
        var visit = new DemoVisit(at, topic, Question(topic), DemoCourse.Waiting, _cases.Waits(), Greets: false);
        return new DemoPerson(number, Name(), OnChat: false, topic.Language, IsKnown: true, [visit]);
    }

    private DemoPerson Person(int number, DateTimeOffset at)
    {
        var onChat = _random.NextDouble() < ShareOnChat;
        var language = _topics.Language(_random.NextDouble() < ShareInEnglish ? DemoTexts.English : DemoTexts.Indonesian);
        var isKnown = onChat || _random.NextDouble() < ShareKnownOnSite;
        var topic = _topics.Any(language, _random);
        var visits = new List<DemoVisit> { Visit(at, topic, onChat) };
        foreach (var (days, share, sameTopic) in Returns)
        {
            var again = at.AddDays(days).AddMinutes(_random.Next(-180, 180));
            if (!isKnown || _random.NextDouble() >= share / (ShareOnChat + ((1 - ShareOnChat) * ShareKnownOnSite)))
                continue;
            if (again < _now - DemoCases.YoungestBefore && visits[^1].Course != DemoCourse.Waiting)
                visits.Add(Visit(again, sameTopic && _random.NextDouble() < 0.7 ? topic : _topics.Any(language, _random), onChat));
        }

        return new DemoPerson(number, Name(), onChat, language, isKnown, visits);
    }

    private DemoVisit Visit(DateTimeOffset at, Article topic, bool onChat)
    {
        var local = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _zone).DateTime);
        var (course, people) = _cases.Of(at, topic.Handover, _topics.NeedsPeople(topic), _days.IsBad(local), onChat);
        return new DemoVisit(at, topic, Question(topic), course, people, _random.NextDouble() < 0.12);
    }

    private string Name() => $"{Of(_texts.FirstNames)} {Of(_texts.LastNames)}";

    private string Question(Article topic)
    {
        var phrases = _texts.In(topic.Language);
        return Of(phrases.Openings) + Of(topic.WaysToAsk) + Of(phrases.Closings);
    }

    private DateTimeOffset MomentOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + DemoDays.Clock(_random);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private T Of<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
