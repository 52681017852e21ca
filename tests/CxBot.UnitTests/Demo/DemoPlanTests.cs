using CxBot.Demo;
using CxBot.Demo.Plan;
using CxBot.Knowledge;

namespace CxBot.Tests.Demo;

/// <summary>Who comes to the invented shop: the same from the same seed, and like a shop.</summary>
public sealed class DemoPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 7, 30, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");

    [Fact]
    public void The_same_seed_makes_up_the_same_and_another_one_something_else()
    {
        Assert.Equal(Told(People(seed: 1)), Told(People(seed: 1)));
        Assert.NotEqual(Told(People(seed: 1)), Told(People(seed: 2)));
    }

    [Fact]
    public void Customers_come_as_they_come_to_a_shop()
    {
        var visits = People(months: 6).SelectMany(person => person.Visits).ToList();
        var days = (Now - Now.AddMonths(-6)).TotalDays;
        Assert.InRange(visits.Count / days, 50, 70);
        Assert.All(visits, visit => Assert.True(visit.At < Now));
        double Share(Func<DateTimeOffset, bool> when) => visits.Count(v => when(Local(v))) / (double)visits.Count;
        Assert.InRange(Share(at => at.Hour < 6), 0.001, 0.04);
        Assert.True(Share(at => at.DayOfWeek == DayOfWeek.Monday) > Share(at => at.DayOfWeek == DayOfWeek.Sunday) * 1.2);
        // Independence day is quiet, and the sale of the eleventh is not.
        int On(int month, int day) => visits.Count(v => Local(v).Date == new DateTime(2026, month, day));
        Assert.True(On(8, 17) * 1.4 < On(11, 11));
    }

    [Fact]
    public void Some_come_back_some_go_to_people_and_a_few_wait_on_the_website_now()
    {
        var people = People(months: 6);
        var visits = people.SelectMany(person => person.Visits).ToList();
        Assert.InRange(people.Count(person => person.Visits.Count > 1) / (double)people.Count, 0.08, 0.25);
        Assert.InRange(visits.Count(v => v.People is not null) / (double)visits.Count, 0.15, 0.4);
        Assert.InRange(visits.Count(v => v.Course == DemoCourse.GaveUp), 20, 400);
        Assert.All(Enum.GetValues<DemoCourse>(), course => Assert.Contains(visits, v => v.Course == course));
        var waiting = people.Where(person => person.Visits[^1].Course == DemoCourse.Waiting).ToList();
        Assert.InRange(waiting.Count, 3, DemoCases.MaxWaiting);
        Assert.All(waiting, person => Assert.False(person.OnChat));
        Assert.Contains(people, person => person.OnChat);
        Assert.Contains(people, person => person.Language == "en");
    }

    [Fact]
    public void Most_wait_minutes_some_a_night_and_in_one_week_everybody_waits_long()
    {
        var visits = People(months: 6).SelectMany(person => person.Visits)
            .Where(v => v.People is not null && v.Course is not (DemoCourse.Waiting or DemoCourse.GaveUp)).ToList();
        static double Minutes(DemoVisit visit) => (visit.People!.TakenAt - visit.At).TotalMinutes;
        var ordered = visits.Select(Minutes).Order().ToList();
        Assert.InRange(ordered[ordered.Count / 2], 1, 15);
        Assert.Contains(ordered, minutes => minutes > 300);
        var bad = new DemoDays(new DateOnly(2026, 5, 30), new DateOnly(2026, 11, 30), []);
        var worst = visits.Where(v => bad.IsBad(DateOnly.FromDateTime(Local(v).DateTime))).Select(Minutes).Order().ToList();
        Assert.True(worst[worst.Count / 2] > 2 * ordered[ordered.Count / 2]);
    }

    [Fact]
    public void It_asks_for_whatever_articles_there_are()
    {
        var article = Article("only", "en");
        var plan = new DemoPlan(new DemoSettings(1, 5, 1, "site", "chat"), [article], Now, Jakarta);
        Assert.All(plan.People(), person => Assert.Equal(("en", article), (person.Language, person.Visits[0].Topic)));
    }

    [Theory]
    [InlineData("", new long[0])]
    [InlineData("7", new long[] { 7 })]
    [InlineData("3-5,9,11-12", new long[] { 12, 3, 4, 5, 9, 11, 11 })]
    public void Many_numbers_are_one_short_text(string text, long[] ids)
    {
        Assert.Equal(text, CxBot.Demo.Rows.IdRanges.Write(ids));
        Assert.Equal(ids.Distinct().Order(), CxBot.Demo.Rows.IdRanges.Read(text));
    }

    private static DateTimeOffset Local(DemoVisit visit) => visit.At.ToOffset(TimeSpan.FromHours(7));

    private static List<DemoPerson> People(int months = 2, int seed = 1) => [.. new DemoPlan(
        new DemoSettings(months, 60, seed, "site", "chat"),
        [.. Enumerable.Range(1, 30).Select(n => Article($"a{n}", n % 5 == 0 ? "en" : "id"))], Now, Jakarta).People()];

    private static List<string> Told(IEnumerable<DemoPerson> people) =>
        [.. people.Select(person => $"{person.Number} {person.Name} {person.OnChat} {string.Join(';', person.Visits)}")];

    private static Article Article(string id, string language) => new(
        new(id), $"Title of {id}", language, [$"how about {id}?"], [], ArticleHandover.Never, null, "So it is.", $"{id}.md");
}
