namespace CxBot.Chaos.Breaks;

/// <summary>The process stands still, as on a machine that was put to sleep, and goes on as if nothing had been.</summary>
internal sealed class Stopped : Break
{
    public override string Name => "stop-continue";

    public override IReadOnlyList<StoreKind> Stores { get; } = [StoreKind.Sqlite, StoreKind.Postgres];

    public override Task BreakAsync(Stage stage, int round) => stage.Node.SignalAsync("STOP");

    public override Task HealAsync(Stage stage, int round) => stage.Node.SignalAsync("CONT");
}
