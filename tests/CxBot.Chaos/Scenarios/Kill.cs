using System.Globalization;
using CxBot.Chaos.Checking;

namespace CxBot.Chaos.Scenarios;

/// <summary>Killed again and again under load, half of the times right after an acknowledgement, and started again.</summary>
internal sealed class Kill : Scenario
{
    public override string Name => "kill";

    public override async Task<Outcome> PlayAsync(StoreKind store, ChaosOptions options, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.SetAsync(store, options, new(), cancellationToken);
        var dice = Dice.Of(options.Seed, "kill");
        var first = stage.Node.Starts[0];
        stage.Crowd.Begin();
        for (var kill = 1; kill <= options.Kills; kill++)
        {
            var goal = options.Messages * kill / (options.Kills + 1);
            if (kill % 2 == 0)
                await AtAsync(stage, goal, stage.Node.Kill, cancellationToken);
            else
            {
                await AtAsync(stage, goal, () => { }, cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(5, 250)), TimeProvider.System, cancellationToken);
                stage.Node.Kill();
            }
            await stage.Node.GoneAsync(cancellationToken);
            await stage.Node.StartAsync(cancellationToken);
        }
        // Until then customers go on.
        await AtAsync(stage, options.Messages, () => { }, cancellationToken);
        var (evidence, findings) = await stage.EndAsync(cancellationToken);
        List<Finding> all = [.. findings, .. Figures.WrongRefusals(stage.Log)];
        var starts = stage.Node.Starts.Skip(1).ToList();
        return new Outcome(
            [
                ("kills", options.Kills.ToString(CultureInfo.InvariantCulture)), .. Figures.Of(stage, evidence, all),
                ("first start s", first.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)),
                ("ready again s p50/p95", $"{Figures.Seconds(starts, 0.5)}/{Figures.Seconds(starts, 0.95)}"),
            ], all);
    }

    private static async Task AtAsync(Stage stage, int goal, Action then, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Log.At(goal, () =>
        {
            then();
            reached.SetResult();
        });
        await reached.Task.WaitAsync(TimeSpan.FromMinutes(10), TimeProvider.System, cancellationToken);
    }
}
