using CsCheck;
using CxBot.Web.Desk.Later;

namespace CxBot.Tests.Desk.Later;

public sealed class FollowUpTimesTests
{
    [Theory]
    // A Monday morning in Jakarta, the same afternoon, a Sunday evening, and Chatham, 13:45 ahead.
    [InlineData("2026-11-30T02:00:00Z", "Asia/Jakarta",
        "InAnHour 10:00 Mon|ThisAfternoon 15:00 Mon|TomorrowMorning 09:00 Tue|NextMonday 09:00 Mon")]
    [InlineData("2026-11-30T07:00:00Z", "Asia/Jakarta", "InAnHour 15:00 Mon|TomorrowMorning 09:00 Tue|NextMonday 09:00 Mon")]
    [InlineData("2026-11-29T12:00:00Z", "Asia/Jakarta", "InAnHour 20:00 Sun|TomorrowMorning 09:00 Mon")]
    [InlineData("2026-12-04T16:30:00Z", "Asia/Jakarta", "InAnHour 00:30 Sat|TomorrowMorning 09:00 Sat|NextMonday 09:00 Mon")]
    [InlineData("2026-11-30T22:00:00Z", "Pacific/Chatham",
        "InAnHour 12:45 Tue|ThisAfternoon 15:00 Tue|TomorrowMorning 09:00 Wed|NextMonday 09:00 Mon")]
    public void Times_on_offer_are_the_readers_own(string now, string zoneId, string offered)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        Assert.Equal(offered, string.Join('|', FollowUpTimes.Offered(DateTimeOffset.Parse(now, Invariant), zone)
            .Select(o => $"{o.Key} {TimeZoneInfo.ConvertTime(o.At, zone).ToString("HH:mm ddd", Invariant)}")));
    }

    [Fact]
    public void In_the_week_of_new_clocks_nine_is_nine()
    {
        // Berlin goes from 02:00 to 03:00 on Sunday 29 March 2026.
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var saturday = new DateTimeOffset(2026, 3, 28, 11, 0, 0, TimeSpan.Zero);
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 7, 0, 0, TimeSpan.Zero),
            FollowUpTimes.Offered(saturday, zone).Single(o => o.Key == "TomorrowMorning").At);
        // Half past two is skipped, and comes after the gap.
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero),
            FollowUpTimes.At(new DateOnly(2026, 3, 29), new TimeOnly(2, 30), zone));
        // It comes twice on 25 October: the first that is still to come.
        var day = new DateOnly(2026, 10, 25);
        var first = new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);
        Assert.Equal(first, FollowUpTimes.At(day, new TimeOnly(2, 30), zone, first.AddHours(-2)));
        Assert.Equal(first.AddHours(1), FollowUpTimes.At(day, new TimeOnly(2, 30), zone, first));
    }

    [Fact]
    public void Nothing_on_offer_is_over_and_all_is_in_order_in_every_zone_at_every_hour()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones().ToArray();
        Gen.Select(Gen.Int[0, zones.Length - 1], Gen.Int[0, 60 * 24 * 800]).Sample((at, minutes) =>
        {
            var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
            var offered = FollowUpTimes.Offered(now, zones[at]).Select(o => o.At).ToArray();
            Assert.All(offered, moment => Assert.InRange(moment - now, TimeSpan.FromMinutes(1), TimeSpan.FromDays(8.5)));
            Assert.Equal(offered.Length, offered.Distinct().Count());
        }, iter: 2000);
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;
}
