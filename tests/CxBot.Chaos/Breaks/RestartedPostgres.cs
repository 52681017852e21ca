namespace CxBot.Chaos.Breaks;

/// <summary>PostgreSQL is stopped, in turn as in a crash and in order, and started again.</summary>
internal sealed class RestartedPostgres : Break
{
    public override string Name => "postgres-restart";

    public override IReadOnlyList<StoreKind> Stores { get; } = [StoreKind.Postgres];

    public override Task BreakAsync(Stage stage, int round) => stage.Store.Server!.EndAsync(round % 2 == 0 ? "fast" : "immediate");

    public override Task HealAsync(Stage stage, int round) => stage.Store.Server!.BeginAsync();
}
