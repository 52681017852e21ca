namespace CxBot.Tests.Reports.ShopYear;

/// <summary>Somebody who writes to the shop.</summary>
internal sealed class Person
{
    /// <summary>Whether the shop would know them again; a visitor of the website is nobody.</summary>
    public bool IsKnown { get; set; }

    public bool IsBlocked { get; set; }

    /// <summary>Who they turned out to be; null while they are themselves.</summary>
    public Person? Is { get; set; }

    public Person Self => Is?.Self ?? this;
}

/// <summary>What was said last on a matter by the bot.</summary>
internal enum BotSaid
{
    Nothing,
    Answered,

    /// <summary>It asked back, or had nothing to say.</summary>
    NoHelp,
}

/// <summary>One matter of one person, as somebody would write it down who stands by.</summary>
internal sealed class Matter
{
    public required Person Person { get; init; }
    public required string Channel { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public string? Topic { get; set; }

    /// <summary>Whether a customer has said what they want, to the bot or to people.</summary>
    public bool HasQuestion { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
    public bool IsSpam { get; set; }

    /// <summary>It went on as a part of another.</summary>
    public bool IsPartOfAnother { get; set; }

    public BotSaid Bot { get; set; }
    public DateTimeOffset BotAt { get; set; }
    public bool? Thumb { get; set; }
    public bool Thanked { get; set; }
    public List<Help> Helps { get; } = [];

    /// <summary>What it had come to when its person was erased: nothing of it moves any more.</summary>
    public string? Frozen { get; set; }

    public bool IsErased { get; set; }
}

/// <summary>One time that people had a matter.</summary>
internal sealed class Help
{
    public required Matter Matter { get; init; }

    /// <summary>When the customer said what led to it; null where people began it.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    public required DateTimeOffset BegunAt { get; init; }
    public required string Channel { get; init; }
    public string? Skill { get; init; }
    public DateTimeOffset? TakenAt { get; set; }
    public string? FirstOwner { get; set; }
    public string? LastOwner { get; set; }

    /// <summary>The first word of a person that reached the customer, and whose it was.</summary>
    public DateTimeOffset? RepliedAt { get; set; }
    public string? RepliedBy { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
    public string End { get; set; } = "Open";

    /// <summary>It ended because its person was erased: of the moments nothing finer than seconds is kept.</summary>
    public bool IsErased { get; set; }

    public int Transfers { get; set; }
    public int Releases { get; set; }
    public int Vanished { get; set; }

    /// <summary>From when to when the customer waited for each further reply, and whose it was.</summary>
    public List<(DateTimeOffset From, DateTimeOffset To, string Agent)> Waits { get; } = [];

    public DateTimeOffset? Owed { get; set; }

    public DateTimeOffset Since => AskedAt ?? BegunAt;
    public string? Agent => RepliedBy ?? FirstOwner;
}

/// <summary>A question to a customer, whether they were content.</summary>
internal sealed class Asked
{
    public required Matter Matter { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Channel { get; init; }
    public string? Agent { get; init; }
    public string? Skill { get; init; }
    public bool IsDelivered { get; set; }
    public List<(DateTimeOffset At, int Score)> Answers { get; } = [];

    /// <summary>The last answer, where the first came within a week.</summary>
    public int? Score => Answers is [var first, ..] && first.At <= At.AddDays(7) ? Answers[^1].Score : null;
}
