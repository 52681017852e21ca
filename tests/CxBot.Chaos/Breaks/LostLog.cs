namespace CxBot.Chaos.Breaks;

/// <summary>Somebody deletes the log beside the database, which holds what was acknowledged last. It heals only by a new start, and that
/// comes after a kill: nothing is written on the way out.</summary>
internal sealed class LostLog : Break
{
    public override string Name => "lost-wal";

    public override Task BreakAsync(Stage stage, int round)
    {
        File.Delete(stage.Store.Database + "-wal");
        return Task.CompletedTask;
    }

    public override async Task HealAsync(Stage stage, int round)
    {
        stage.Node.Kill();
        await stage.Node.GoneAsync(CancellationToken.None);
        await stage.Node.StartAsync(CancellationToken.None);
    }
}
