using System.Globalization;
using CxBot.Hosting;

namespace CxBot.Surveys;

/// <summary>What customers are asked afterwards, and whom. Section <c>Surveys</c>.</summary>
public sealed class SurveyOptions : ICheckedOptions
{
    public const string Section = "Surveys";

    /// <summary>The figures of the last seven days may change, and none before them.</summary>
    internal static readonly TimeSpan MaxExpiry = TimeSpan.FromDays(7);

    private static readonly TimeSpan MaxSilence = TimeSpan.FromHours(23);

    /// <summary>Which question. Default the five faces of <see cref="SurveyKind.Csat"/>.</summary>
    public SurveyKind Kind { get; set; } = SurveyKind.Csat;

    /// <summary>The share of cases that are asked about, 0 to 1. Default 1; 0: nobody is asked.</summary>
    public double Share { get; set; } = 1;

    /// <summary>How many days a customer is left in peace after a question, on whichever channel. Default 1: who has two matters on a day
    /// is asked about the first. 0: after each case.</summary>
    public double QuietDays { get; set; } = 1;

    /// <summary>Within which hours of a day, in <c>Handover:TimeZone</c>, a message is sent that does nothing but ask, on a channel that
    /// rings. Default <c>08:00-20:00</c>. A question in the message that ends a case rings nobody again, and is asked at once.</summary>
    public string Hours { get; set; } = "08:00-20:00";

    /// <summary>How long after the question a first answer counts; a later one is thanked for. Default, and at most, 7 days.</summary>
    public TimeSpan ExpiresAfter { get; set; } = MaxExpiry;

    /// <summary>How long a case must be silent after the bot's answer before the customer is asked about it: on the website only while they
    /// are there, on a channel with a reply window only while it is open. Default zero: never.</summary>
    public TimeSpan AfterBotSilence { get; set; } = TimeSpan.Zero;

    public IEnumerable<string> Problems()
    {
        if (!Enum.IsDefined(Kind))
            yield return $"{Section}:Kind must be Csat, Nps or Ces.";
        if (!(Share is >= 0 and <= 1))
            yield return $"{Section}:Share must be from 0 (nobody is asked) to 1 (after each case), such as 0.5.";
        if (!(QuietDays is >= 0 and <= 365))
            yield return $"{Section}:QuietDays must be from 0 (after each case) to 365.";
        if (Span(Hours) is null)
            yield return $"{Section}:Hours \"{Hours}\" cannot be read. Write them as 08:00-20:00, the end after the beginning.";
        if (ExpiresAfter < TimeSpan.FromHours(1) || ExpiresAfter > MaxExpiry)
            yield return $"{Section}:ExpiresAfter must be from one hour (01:00:00) to 7 days (7.00:00:00): older figures must stand.";
        if (AfterBotSilence != TimeSpan.Zero && (AfterBotSilence < TimeSpan.FromMinutes(1) || AfterBotSilence > MaxSilence))
            yield return $"{Section}:AfterBotSilence must be from one minute (00:01:00) to 23 hours (23:00:00); zero asks about no case "
                + "that the bot had alone.";
    }

    /// <summary>Whether a message that does nothing but ask may ring now.</summary>
    /// <param name="local">The time of day where the business is.</param>
    internal bool MayRing(TimeSpan local) => Span(Hours) is var (from, to) && local >= from && local < to;

    private static (TimeSpan From, TimeSpan To)? Span(string text) =>
        text.Split('-', '–') is [var first, var last] && Clock(first) is { } from && Clock(last) is { } to && from < to
            ? (from, to) : null;

    private static TimeSpan? Clock(string text) => text.Trim() is "24:00" or "24.00" ? TimeSpan.FromHours(24)
        : TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "H:mm", "HH.mm", "H.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var time) ? time.ToTimeSpan() : null;
}
