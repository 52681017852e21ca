namespace CxBot.Chaos.Breaks;

/// <summary>The model service takes calls and says nothing.</summary>
internal sealed class SilentModel : Break
{
    private FakeModelServer? _model;

    public override string Name => "model-hangs";

    public override bool StopsService => false;

    public override bool ServesOn => true;

    public override async Task<StagePlan> PlanAsync(StagePlan plan)
    {
        _model = await FakeModelServer.StartAsync();
        return plan with { Settings = new Dictionary<string, string?>(plan.Settings.Concat(_model.Settings)) };
    }

    public override async ValueTask DisposeAsync()
    {
        await _model!.DisposeAsync();
        await base.DisposeAsync();
    }

    public override Task BreakAsync(Stage stage, int round)
    {
        _model!.Mood = ModelMood.Hang;
        return Task.CompletedTask;
    }

    public override Task HealAsync(Stage stage, int round)
    {
        _model!.Mood = ModelMood.Good;
        return Task.CompletedTask;
    }
}
