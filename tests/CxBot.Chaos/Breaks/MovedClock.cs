namespace CxBot.Chaos.Breaks;

/// <summary>The clock goes forward by an hour, and back.</summary>
internal sealed class MovedClock : Break
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    private readonly string _clock = Path.GetTempFileName();

    public override string Name => "clock";

    public override bool StopsService => false;

    public override bool ServesOn => true;

    public override Task<string?> MissingAsync() => Task.FromResult(File.Exists(Library) ? null : "libfaketime is not installed");

    public override async Task<StagePlan> PlanAsync(StagePlan plan)
    {
        await File.WriteAllTextAsync(_clock, "+0");
        return plan with
        {
            Settings = new Dictionary<string, string?>(plan.Settings)
            {
                ["LD_PRELOAD"] = Library,
                ["FAKETIME_TIMESTAMP_FILE"] = _clock,
                ["FAKETIME_NO_CACHE"] = "1",
                ["DONT_FAKE_MONOTONIC"] = "1",
            },
        };
    }

    public override ValueTask DisposeAsync()
    {
        File.Delete(_clock);
        return base.DisposeAsync();
    }

    public override Task BreakAsync(Stage stage, int round) => File.WriteAllTextAsync(_clock, "+3600");

    public override Task HealAsync(Stage stage, int round) => File.WriteAllTextAsync(_clock, "+0");
}
