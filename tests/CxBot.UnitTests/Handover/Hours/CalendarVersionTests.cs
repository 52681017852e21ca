using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Handover.Hours;

public sealed class CalendarVersionTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 1, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_start_adds_the_calendar_where_it_has_changed()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await StartAsync(database, "08:00-17:00");
        await StartAsync(database, "8.00 - 17.00");
        await StartAsync(database, "08:00-18:00");
        await StartAsync(database, "08:00-17:00");
        await StartAsync(database, "08:00-17:00");

        await using var db = database.Factory.CreateDbContext();
        var versions = await db.CalendarVersions.AsNoTracking().OrderBy(v => v.Number).ToListAsync(Token);
        Assert.Equal([(1, 0), (2, 2), (3, 3)], versions.Select(v => (v.Number, (v.Since - _time.Start).Days)));
        Assert.Equal(versions[0].Calendar, versions[2].Calendar);
        Assert.Equal(TimeSpan.FromHours(10 + 9),
            new CalendarHistory(versions).OpenBetween(_time.Start.AddDays(2).AddHours(-1), _time.Start.AddDays(4).AddHours(-1)));
    }

    /// <summary>A start with these hours on Wednesday and Thursday, and then a day passes.</summary>
    private async Task StartAsync(TestDatabase database, string hours)
    {
        var options = new HandoverOptions { Hours = { ["Wednesday"] = hours, ["Thursday"] = hours } };
        await new CalendarStart(database.Writer, new TeamPresence(Options.Create(options), _time), _time).StartAsync(Token);
        _time.Advance(TimeSpan.FromDays(1));
    }
}
