namespace CxBot.Tests.Reports.ShopYear;

/// <summary>Whose act it is: within a moment customers act first, then people.</summary>
internal enum Side
{
    Customer,

    /// <summary>A customer says what makes the bot wait for more.</summary>
    Unclear,
    People,

    /// <summary>The agent who vanishes acts.</summary>
    Vanishing,
}

/// <summary>Something that somebody does at a moment.</summary>
internal sealed record Act(DateTimeOffset At, Side Side, Guest Guest, Func<Task> Do);

/// <summary>Lets everything happen, moment by moment: what happens in one happens at once.</summary>
internal sealed class Moments(Shop shop)
{
    /// <summary>After so long the bot waits no more for the rest of a thought.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A second is often where there are many; here nothing is due so soon.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(20);

    // Between whole seconds, so that a message's own millisecond never makes a second more or less.
    private static readonly TimeSpan CustomersAct = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PeopleAct = TimeSpan.FromMilliseconds(750);

    /// <param name="acts">At whole seconds, a minute apart from each other's neighbours at least.</param>
    public async Task RunAsync(IEnumerable<Act> acts, IReadOnlyDictionary<DateTimeOffset, TrueCalendar> changes)
    {
        var left = new Queue<KeyValuePair<DateTimeOffset, TrueCalendar>>(changes.OrderBy(change => change.Key));
        foreach (var moment in acts.GroupBy(act => act.At).OrderBy(group => group.Key))
        {
            while (left.TryPeek(out var change) && change.Key <= moment.Key)
                await ChangeAsync(left.Dequeue());
            await HappenAsync(moment.Key, moment.ToLookup(act => act.Side));
        }
    }

    private DateTimeOffset _swept;

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    private async Task ChangeAsync(KeyValuePair<DateTimeOffset, TrueCalendar> change)
    {
        shop.Clock.Set(change.Key);
        await shop.ChangeHoursAsync(change.Value);
    }

    private async Task HappenAsync(DateTimeOffset at, ILookup<Side, Act> acts)
    {
        Count++;
        var (clear, unclear) = (acts[Side.Customer].ToList(), acts[Side.Unclear].ToList());
        shop.Clock.Set(at + CustomersAct);
        if (acts[Side.People].Any() || acts[Side.Vanishing].Any() || at - _swept > Often)
        {
            await shop.BeginMomentAsync(acts[Side.Vanishing].Any());
            _swept = at;
        }

        await Task.WhenAll(clear.Concat(unclear).Select(act => act.Do()));
        await shop.SettledAsync([.. clear.Select(act => act.Guest.Id)]);
        if (acts[Side.People].Any() || acts[Side.Vanishing].Any())
        {
            shop.Clock.Set(at + PeopleAct);
            var people = acts[Side.People].Concat(acts[Side.Vanishing]).ToList();
            await Task.WhenAll(people.Select(act => act.Do()));
            await shop.SettledAsync([.. people.Select(act => act.Guest.Id)]);
        }

        if (unclear.Count == 0)
            return;
        shop.Clock.Set(at + CustomersAct + Patience);
        var ids = unclear.Select(act => act.Guest.Id).ToList();
        await shop.WakeAsync(ids);
        await shop.SettledAsync(ids);
    }
}
