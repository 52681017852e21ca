using CxBot.Handover;
using CxBot.Handover.Hours;

namespace CxBot.Tests.Handover.Hours;

public sealed class HoursInWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Days_with_the_same_hours_are_one_span_in_the_customers_language()
    {
        var hours = Of(new()
        {
            ["Monday"] = "08:00-21:00",
            ["Tuesday"] = "08:00-21:00",
            ["Wednesday"] = "08:00-21:00",
            ["Friday"] = "08:00-21:00",
            ["Saturday"] = "09:00-12:00, 13:00-02:00",
            ["Sunday"] = "00:00-24:00",
        });
        Assert.Equal("Senin–Rabu 08.00–21.00, Jumat 08.00–21.00, Sabtu 09.00–12.00, 13.00–02.00, Minggu 00.00–24.00 WIB",
            HoursInWords.Say(hours, "id", Now));
        Assert.StartsWith("Monday–Wednesday 08:00–21:00, Friday 08:00–21:00", HoursInWords.Say(hours, "en", Now), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_hours_nothing_is_said() => Assert.Null(HoursInWords.Say(Of([]), "id", Now));

    private static OpeningHours Of(Dictionary<string, string> hours) => new(new HandoverOptions { Hours = hours });
}
