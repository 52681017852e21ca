namespace CxBot.Tests.Reports.ShopYear;

/// <summary>Who has a conversation.</summary>
internal enum Holder
{
    Bot,
    Queue,
    Agent,
    Nobody,
}

/// <summary>Where one person and the shop talk on one channel, and what is written down of it while they do.</summary>
internal sealed class Place(Ledger ledger, Person person, string channel)
{
    private static readonly TimeSpan Silence = TimeSpan.FromHours(24);

    private DateTimeOffset _lastWord;

    public Person Person => person;
    public string Channel => channel;
    public Holder Holder { get; private set; }
    public Matter? Matter { get; private set; }
    public Help? Help { get; private set; }
    public List<Asked> Asked { get; } = [];

    /// <summary>What is silent with the bot for a day has ended with the last word.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (Holder != Holder.Bot || _lastWord == default || _lastWord >= now - Silence)
            return;
        if (Matter is { EndedAt: null })
            Matter.EndedAt = _lastWord;
        Holder = Holder.Nobody;
    }

    /// <summary>Something was said, by whomever.</summary>
    public void Words(DateTimeOffset at) => _lastWord = at;

    /// <summary>A greeting, or thanks: no matter begins with it.</summary>
    public void Chats(DateTimeOffset at, bool thanks)
    {
        Reached(at);
        if (thanks && Matter is { EndedAt: null, Bot: BotSaid.Answered })
            Matter.Thanked = true;
    }

    /// <summary>The customer asks the bot, which says something at a moment.</summary>
    public void Asks(DateTimeOffset at, BotSaid said, DateTimeOffset saidAt, string? topic)
    {
        Reached(at);
        Begin(at).HasQuestion = true;
        Matter!.Topic ??= topic;
        (Matter.Bot, Matter.BotAt, Matter.Thanked) = (said, saidAt, false);
        Words(saidAt);
    }

    /// <summary>The customer says what leads to people.</summary>
    public void AsksForPeople(DateTimeOffset at, DateTimeOffset begunAt, string? skill, string? topic)
    {
        Reached(at);
        Begin(at).HasQuestion = true;
        Matter!.Topic ??= topic;
        Begin(new Help { Matter = Matter, AskedAt = at, BegunAt = begunAt, Channel = channel, Skill = skill });
        Holder = Holder.Queue;
        Words(begunAt);
    }

    /// <summary>The customer says something while people have it.</summary>
    public void SaysToPeople(DateTimeOffset at)
    {
        Words(at);
        if (Help!.RepliedAt is not null)
            Help.Owed ??= at;
    }

    /// <summary>People begin it.</summary>
    public void IsTakenUnasked(DateTimeOffset at, string agent)
    {
        Settle(at);
        if (Holder == Holder.Nobody && Matter is { EndedAt: not null })
            Matter.EndedAt = null;
        // Who had it before had what it needs.
        var skill = Holder == Holder.Nobody ? Matter?.Helps.LastOrDefault()?.Skill : null;
        Begin(at);
        Begin(new Help { Matter = Matter!, BegunAt = at, Channel = channel, Skill = skill });
        IsTaken(at, agent);
    }

    public void IsTaken(DateTimeOffset at, string agent)
    {
        Help!.TakenAt ??= at;
        Help.FirstOwner ??= agent;
        Help.LastOwner = agent;
        Holder = Holder.Agent;
        Words(at);
    }

    public void IsTransferred(DateTimeOffset at, string to)
    {
        Help!.Transfers++;
        Help.LastOwner = to;
        Words(at);
    }

    public void IsPutBack(DateTimeOffset at, bool vanished)
    {
        if (vanished)
            Help!.Vanished++;
        else
            Help!.Releases++;
        Holder = Holder.Queue;
        Words(at);
    }

    /// <param name="refused">The channel did not take it: the customer knows nothing of it.</param>
    public void IsReplied(DateTimeOffset at, string agent, bool refused)
    {
        Words(at);
        if (refused)
            return;
        if (Help!.RepliedAt is null)
            (Help.RepliedAt, Help.RepliedBy) = (at, agent);
        else if (Help.Owed is { } owed)
            Help.Waits.Add((owed, at, agent));
        Help.Owed = null;
    }

    public void GoesToBot(DateTimeOffset at, bool byCustomer)
    {
        (Help!.EndedAt, Help.End, Help) = (at, byCustomer ? "WentBack" : "Returned", null);
        Holder = Holder.Bot;
        Words(at);
    }

    public void IsResolved(DateTimeOffset at, string how, string askedBy)
    {
        (Help!.EndedAt, Help.End) = (at, how);
        (Matter!.EndedAt, Matter.IsSpam) = (at, how == "Spam");
        Asked.Add(ledger.Add(new Asked { Matter = Matter, At = at, Channel = channel, Agent = askedBy, Skill = Help.Skill }));
        (Holder, Help) = (Holder.Nobody, null);
        Words(at);
    }

    /// <summary>What was resolved last was not meant.</summary>
    public void IsUndone(DateTimeOffset at)
    {
        Help = Matter!.Helps[^1];
        (Help.EndedAt, Help.End, Matter.EndedAt, Holder) = (null, "Open", null, Holder.Agent);
        Words(at);
    }

    /// <summary>The person goes on here with what is open there; what they had begun here was the same matter.</summary>
    public void GoesOnWith(Place there, DateTimeOffset at)
    {
        there.Settle(at);
        if (there.Matter is { EndedAt: null } brought)
        {
            if (Matter is { EndedAt: null } own)
                (own.EndedAt, own.IsPartOfAnother) = (at, true);
            (Matter, there.Matter) = (brought, null);
        }

        (Help, there.Help) = (there.Help, null);
        (Holder, there.Holder) = (there.Holder == Holder.Nobody ? Holder.Bot : there.Holder, Holder.Bot);
        Words(at);
        there.Words(at);
    }

    public void IsErased(DateTimeOffset at)
    {
        if (Help is not null)
            (Help.EndedAt, Help.End, Help.IsErased) = (at, "Other", true);
        if (Matter is { EndedAt: null })
            Matter.EndedAt = at;
        (Holder, Help) = (Holder.Nobody, null);
    }

    private void Reached(DateTimeOffset at)
    {
        Settle(at);
        if (Holder == Holder.Nobody)
            (Holder, Matter) = (Holder.Bot, null);
        Words(at);
    }

    private Matter Begin(DateTimeOffset at) =>
        Matter is { EndedAt: null } open ? open
            : Matter = ledger.Add(new Matter { Person = person, Channel = channel, OpenedAt = at });

    private void Begin(Help help)
    {
        Matter!.Helps.Add(help);
        Help = help;
    }
}
