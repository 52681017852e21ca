using CxBot.Handover.Hours;
using CxBot.Hosting;

namespace CxBot.Handover;

/// <summary>When people are there, and what happens when nobody answers. Section <c>Handover</c>.</summary>
public sealed class HandoverOptions : ICheckedOptions
{
    public const string Section = "Handover";

    /// <summary>The zone that the hours are in, an IANA name. Default Western Indonesia.</summary>
    public string TimeZone { get; set; } = "Asia/Jakarta";

    /// <summary>Opening hours by English day name, <c>"08:00-21:00"</c>; several spans separated by commas; a day left out is closed.
    /// Default: no hours at all, which means always open.</summary>
    public Dictionary<string, string> Hours { get; set; } = [];

    /// <summary>Days on which nobody is there, <c>2026-12-25</c>.</summary>
    public List<string> Holidays { get; set; } = [];

    /// <summary>How long an agent's desk may be gone, while the customer waits, before the conversation goes back into the queue with the
    /// wait that the customer has. Default 2 minutes; zero: never.</summary>
    public TimeSpan AgentGoneAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the bot stays silent after the last word from the shop's own phone. Default 12 hours; zero: until an agent ends it
    /// at the desk.</summary>
    public TimeSpan ShopPhoneFor { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long a conversation with the bot stays open without a word. Default 24 hours; zero: for ever.</summary>
    public TimeSpan CloseSilentAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long after the end of a case a customer who writes comes back to the agent who promised them something at a later
    /// time. Default 24 hours; zero: not before that time. What was promised "when they write again" has no end.</summary>
    public TimeSpan PromiseCountsFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How many conversations of one network address may wait for an agent or have one at once; not on WhatsApp, and not for
    /// customers whom the shop knows. Default 5; 0: any number.</summary>
    public int OpenPerAddress { get; set; } = 5;

    /// <summary>How long a customer should wait at most for a first word, shown at the desk: amber past half, red past the whole. Default 5
    /// minutes.</summary>
    public TimeSpan WaitTarget { get; set; } = TimeSpan.FromMinutes(5);

    public IEnumerable<string> Problems()
    {
        if (OpeningHours.Problem(this) is { } wrongHours)
            yield return wrongHours;
        if (OpenPerAddress < 0)
            yield return $"{Section}:OpenPerAddress must be 0 (any number) or more.";
        if (PromiseCountsFor < TimeSpan.Zero)
            yield return $"{Section}:PromiseCountsFor must not be negative. Write it as 24:00:00; zero brings a promise back at its time "
                + "alone.";
        if (ShopPhoneFor < TimeSpan.Zero)
            yield return $"{Section}:ShopPhoneFor must not be negative. Write it as 12:00:00; zero leaves the bot silent until an agent "
                + "ends it at the desk.";
    }
}
