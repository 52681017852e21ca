namespace CxBot.Chaos.Checking;

/// <summary>What can be wrong after a run.</summary>
internal enum Fault
{
    Lost,
    Changed,
    Misplaced,
    StoredTwice,
    OutOfOrder,
    NotCoveredOnce,
    TurnsOverlap,
    RepliedTwice,
    SpokenOver,
    SentTwice,
    SentOutOfOrder,
    SentUnknown,
    Unsent,
    Unreported,
    LeftQueued,
    LeftUncovered,
    Unheard,
    HeardTwice,
    HeardOutOfOrder,
    Damaged,
    Inconsistent,

    /// <summary>A promise of a scenario's own, such as how soon it heals.</summary>
    Promise,
}

/// <param name="What">Where it is, so that it can be looked for.</param>
internal sealed record Finding(Fault Fault, string What)
{
    public override string ToString() => $"{Fault}: {What}";
}
