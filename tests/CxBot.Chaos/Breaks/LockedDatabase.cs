using Microsoft.Data.Sqlite;

namespace CxBot.Chaos.Breaks;

/// <summary>Another program holds the lock of the database.</summary>
internal sealed class LockedDatabase : Break
{
    private SqliteConnection? _other;

    public override string Name => "lock";

    public override TimeSpan Lasts => TimeSpan.FromSeconds(8);

    public override async Task BreakAsync(Stage stage, int round)
    {
        _other = new SqliteConnection($"Data Source={stage.Store.Database};Pooling=False");
        await _other.OpenAsync();
        await using var begin = _other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();
    }

    public override async Task HealAsync(Stage stage, int round) => await _other!.DisposeAsync();

    public override async ValueTask DisposeAsync()
    {
        if (_other is not null)
            await _other.DisposeAsync();
        await base.DisposeAsync();
    }
}
