using System.Globalization;
using CxBot.Chaos.Nodes;

namespace CxBot.Chaos.Breaks;

/// <summary>PostgreSQL is on a network of its own, and the cable to it fails.</summary>
internal abstract class FailingCable : Break
{
    private static int _last = Environment.ProcessId % 200;

    private readonly int _number = Interlocked.Increment(ref _last) % 250;

    public override IReadOnlyList<StoreKind> Stores { get; } = [StoreKind.Postgres];

    /// <summary>The end of the cable that the app is at.</summary>
    protected string Cable => Called("cxc");

    private string Space => Called("cxn");

    public override async Task<string?> MissingAsync()
    {
        if (!await Tool.HasAsync("ip"))
            return "iproute2 is not installed";
        var (code, said) = await Tool.RunAsync("ip", "netns", "add", Space);
        if (code == 0)
            await Tool.RunAsync("ip", "netns", "del", Space);
        return code == 0 ? null : $"network namespaces cannot be made here: {said.Trim()}";
    }

    public override async Task<StagePlan> PlanAsync(StagePlan plan)
    {
        var (here, there, far) = (Address(1), Address(2), Called("cxf"));
        await Tool.MustAsync("ip", "netns", "add", Space);
        await Tool.MustAsync("ip", "link", "add", Cable, "type", "veth", "peer", "name", far, "netns", Space);
        await Tool.MustAsync("ip", "addr", "add", $"{here}/30", "dev", Cable);
        await Tool.MustAsync("ip", "link", "set", Cable, "up");
        await Tool.MustAsync("ip", "-n", Space, "addr", "add", $"{there}/30", "dev", far);
        await Tool.MustAsync("ip", "-n", Space, "link", "set", far, "up");
        await Tool.MustAsync("ip", "-n", Space, "link", "set", "lo", "up");
        return plan with { Network = (Space, there) };
    }

    public override async ValueTask DisposeAsync()
    {
        await Tool.RunAsync("ip", "link", "del", Cable);
        await Tool.RunAsync("ip", "netns", "del", Space);
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
    }

    private string Address(int end) => string.Create(CultureInfo.InvariantCulture, $"10.78.{_number}.{end}");

    private string Called(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{_number}");
}

/// <summary>Nothing gets through.</summary>
internal sealed class SplitNetwork : FailingCable
{
    public override string Name => "partition";

    public override Task BreakAsync(Stage stage, int round) => Tool.MustAsync("ip", "link", "set", Cable, "down");

    public override Task HealAsync(Stage stage, int round) => Tool.MustAsync("ip", "link", "set", Cable, "up");
}

/// <summary>A narrow cable that drops every burst: not every kernel has <c>netem</c>, and this loses packets for certain.</summary>
internal sealed class LossyNetwork : FailingCable
{
    public override string Name => "packet-loss";

    public override bool StopsService => false;

    public override TimeSpan Lasts => TimeSpan.FromSeconds(10);

    public override Task BreakAsync(Stage stage, int round) =>
        Tool.MustAsync("tc", "qdisc", "add", "dev", Cable, "root", "tbf", "rate", "400kbit", "burst", "3kb", "limit", "6kb");

    public override Task HealAsync(Stage stage, int round) => Tool.MustAsync("tc", "qdisc", "del", "dev", Cable, "root");
}
