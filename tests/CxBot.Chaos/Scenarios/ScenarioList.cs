using CxBot.Chaos.Breaks;

namespace CxBot.Chaos.Scenarios;

/// <summary>Everything that can be broken, by name.</summary>
internal static class ScenarioList
{
    /// <summary>New ones: each keeps what it saw.</summary>
    public static IReadOnlyList<Scenario> All() =>
    [
        new Kill(), Of(new Stopped()), Of(new RestartedPostgres()), Of(new FullDisk()), Of(new FailingSync()), Of(new ReadOnlyDisk()),
        Of(new LockedDatabase()), Of(new LostLog()), Of(new MovedClock()), new SlowReaders(), Of(new CutWires()), Of(new SplitNetwork()),
        Of(new LossyNetwork()), Of(new SilentModel()), new SocketsCut(), new OneOfTwoKilled(), new RollingRestart(),
    ];

    private static Broken Of(Break one) => new(one.Name, one);
}
