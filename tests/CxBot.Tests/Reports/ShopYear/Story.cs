namespace CxBot.Tests.Reports.ShopYear;

/// <summary>What one customer goes through, one act after another.</summary>
internal sealed class Story(DateTimeOffset begins, Random chance)
{
    /// <summary>Acts happen on whole steps, so that what many do can be done in one moment: two are within a wait of five
    /// minutes.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(149);

    /// <summary>In steps: most are served soon, and few wait long.</summary>
    private static readonly int[] Waits = [1, 1, 2, 2, 3, 4, 6, 9, 17, 36];

    private readonly List<Act> _acts = [];

    public DateTimeOffset At { get; private set; } = begins;

    public IReadOnlyList<Act> Acts => _acts;

    public Random Chance => chance;

    public Story After(TimeSpan wait)
    {
        At += wait;
        return this;
    }

    public Story After(int days = 0, int hours = 0, int minutes = 0) => After(new TimeSpan(days, hours, minutes, 0));

    /// <summary>After a while, short as a rule.</summary>
    public Story Later() => After(TimeSpan.FromSeconds(Waits[Math.Min(chance.Next(Waits.Length), chance.Next(Waits.Length + 2))]));

    public Story Says(Guest guest, Func<Task> act) => Add(Side.Customer, guest, act);

    public Story Asks(Guest guest, string topic)
    {
        var wording = chance.Next(100);
        return Says(guest, () => guest.AsksAsync(topic, wording));
    }

    public Story AsksForPeople(Guest guest)
    {
        var which = chance.Next(Wording.ForPeople.Count);
        return Says(guest, () => guest.AsksForPeopleAsync(which));
    }

    public Story Mumbles(Guest guest) => Add(Side.Unclear, guest, guest.SaysNonsenseAsync);

    public Story Does(Guest guest, Func<Task> act) => Add(Side.People, guest, act);

    /// <summary>Done by one of the agents.</summary>
    public Story Does(Guest guest, string agent, Func<Guest, string, Task> act) => Add(Side.People, guest, () => act(guest, agent));

    public Story Vanishes(Guest guest) => Add(Side.Vanishing, guest, () => guest.TakesAsync(Desk.Vanishing)).After(minutes: 7);

    private Story Add(Side side, Guest guest, Func<Task> act)
    {
        _acts.Add(new Act(At, side, guest, act));
        return this;
    }
}
