using CxBot.Conversations.Cases;

namespace CxBot.Reports.Facts;

/// <summary>What a case comes to. Times are seconds since 1970, UTC; days and hours are the business's own.</summary>
public sealed class CaseFact : CountedFact
{
    /// <summary>Of the definitions: by it is seen which facts are of older ones, until <c>reports rebuild</c> makes all anew.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The hour in which it was opened, 0 to 23.</summary>
    public int Hour { get; init; }

    /// <summary>Null while it is open.</summary>
    public long? EndedAt { get; init; }

    public CaseOutcome Outcome { get; init; }

    /// <summary>How often the bot answered, asked back, and found nothing.</summary>
    public int Answered { get; init; }
    public int AskedBack { get; init; }
    public int Missed { get; init; }

    public int Handovers { get; init; }
    public bool IsEstimated { get; init; }

    /// <summary>Who they are at the shop, by a number that says nothing once they are erased; null where the shop has told nothing of
    /// them.</summary>
    public long? ShopCustomerId { get; set; }
}

/// <summary>How a case ended. Every case has exactly one, and of those with a question each is counted once.</summary>
public enum CaseOutcome
{
    Open,

    /// <summary>The bot answered, and the customer said that it helped: a thumb, or thanks.</summary>
    Confirmed,

    /// <summary>The bot answered, nobody said a word more, and the customer was not back on the topic in seven days, on any
    /// channel.</summary>
    Assumed,

    /// <summary>As assumed, of a visitor whom nobody would know again.</summary>
    NotFollowed,

    /// <summary>Silence after a question back or after nothing was found, or a thumb down.</summary>
    LeftWithoutHelp,

    /// <summary>The bot answered, and the customer was back on the topic within seven days.</summary>
    CameBack,

    /// <summary>A person solved it, and it was not reopened, nor the customer back on the topic, within seven days.</summary>
    SolvedDurable,
    SolvedReopened,

    /// <summary>A person had it, and did not say that it is solved.</summary>
    NotSolved,

    /// <summary>It went to people, and ended before any of them said a word.</summary>
    Abandoned,

    /// <summary>Nobody asked anything: people began it.</summary>
    NoQuestion,

    /// <summary>It went on as another case.</summary>
    Joined,
}
