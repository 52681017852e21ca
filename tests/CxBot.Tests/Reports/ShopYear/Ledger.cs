namespace CxBot.Tests.Reports.ShopYear;

/// <summary>What happened in the shop, written down while it did, and what every matter came to. It knows nothing of how the app keeps its
/// own.</summary>
internal sealed class Ledger
{
    private static readonly TimeSpan Durable = TimeSpan.FromDays(7);

    private readonly Lock _adding = new();
    private ILookup<(Person, string), Matter>? _byTopic;

    public List<Matter> Matters { get; } = [];
    public List<Asked> Asked { get; } = [];
    public List<Place> Places { get; } = [];

    public Matter Add(Matter matter) => Add(Matters, matter);

    public Asked Add(Asked asked) => Add(Asked, asked);

    public Place Open(Person person, string channel) => Add(Places, new Place(this, person, channel));

    /// <summary>By a moment what is silent has ended.</summary>
    public void Settle(DateTimeOffset now)
    {
        _byTopic = null;
        Places.ForEach(place => place.Settle(now));
    }

    /// <summary>The two were one all the time.</summary>
    public static void Join(Person one, Person other)
    {
        var (kept, gone) = (one.Self, other.Self);
        if (kept == gone)
            return;
        kept.IsKnown |= gone.IsKnown;
        kept.IsBlocked |= gone.IsBlocked;
        gone.Is = kept;
    }

    /// <summary>Nothing is known of the person any more, and what their matters had come to stands.</summary>
    public void Erase(Person person, DateTimeOffset now)
    {
        foreach (var place in Places.Where(p => p.Person.Self == person.Self))
            place.Settle(now);
        _byTopic = null;
        var theirs = Matters.Where(m => m.Person.Self == person.Self).ToList();
        foreach (var ended in theirs.Where(m => m.EndedAt is not null))
            ended.Frozen = OutcomeOf(ended);
        foreach (var place in Places.Where(p => p.Person.Self == person.Self))
            place.IsErased(now);
        foreach (var matter in theirs)
            matter.IsErased = true;
        foreach (var open in theirs.Where(m => m.Frozen is null))
            open.Frozen = OutcomeOf(open);
    }

    /// <summary>What a matter came to, as far as is known now.</summary>
    public string OutcomeOf(Matter matter)
    {
        if (matter.Frozen is { } frozen)
            return frozen;
        if (matter.EndedAt is null)
            return "open";
        if (!matter.HasQuestion)
            return "no-question";
        return matter.Helps is [.., var help] && (matter.Bot == BotSaid.Nothing || matter.BotAt <= help.BegunAt)
            ? ByPeople(matter, help) : ByBot(matter);
    }

    private string ByPeople(Matter matter, Help last)
    {
        if (last.End == "Solved")
            return IsBack(matter) || matter.Helps.SkipLast(1).Any(h => h.End == "Solved") ? "solved-reopened" : "solved-durable";
        return last is { RepliedAt: null, End: "WentBack" or "Other" } ? "abandoned" : "not-solved";
    }

    private string ByBot(Matter matter)
    {
        if (matter.Bot == BotSaid.NoHelp || matter.Thumb == false)
            return "left-without-help";
        if (IsBack(matter))
            return "came-back";
        if (matter.Thumb == true || matter.Thanked)
            return "confirmed";
        return matter.Person.Self.IsKnown && !matter.IsErased ? "assumed" : "not-followed";
    }

    private bool IsBack(Matter matter)
    {
        if (matter.Topic is not { } topic || matter.Person.Self is not { IsKnown: true } self)
            return false;
        // Twenty thousand matters are not looked through for each of them.
        _byTopic ??= Matters.Where(m => m is { Topic: not null, IsPartOfAnother: false }).ToLookup(m => (m.Person.Self, m.Topic!));
        return _byTopic[(self, topic)].Any(later => later != matter
            && later.OpenedAt > matter.OpenedAt && later.OpenedAt <= matter.EndedAt + Durable);
    }

    private T Add<T>(List<T> list, T added)
    {
        lock (_adding)
            list.Add(added);
        return added;
    }
}
