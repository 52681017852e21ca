using CxBot.Chaos.Nodes;

namespace CxBot.Chaos.Breaks;

/// <summary>Connections between customers and the app are cut: in turn with a reset, at one end alone, and without a word.</summary>
internal sealed class CutWires : Break
{
    private Wire? _wire;

    public override string Name => "reset";

    public override IReadOnlyList<StoreKind> Stores { get; } = [StoreKind.Sqlite, StoreKind.Postgres];

    public override TimeSpan Lasts => TimeSpan.FromSeconds(4);

    public override bool StopsService => false;

    public override async Task BreakAsync(Stage stage, int round)
    {
        if (_wire is null)
        {
            _wire = new Wire(stage.Node.Address);
            stage.Address = () => _wire.Address;
            // Customers who came before are on no wire.
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        }
        switch (round % 3)
        {
            case 0:
                _wire.Cut();
                break;
            case 1:
                _wire.CutHalf();
                break;
            default:
                _wire.State = WireState.Silent;
                break;
        }
    }

    public override Task HealAsync(Stage stage, int round)
    {
        _wire!.State = WireState.Open;
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_wire is not null)
            await _wire.DisposeAsync();
        await base.DisposeAsync();
    }
}
