using Microsoft.EntityFrameworkCore;

namespace CxBot.Storage;

/// <summary>What one of several processes does alone, for as long as it lives.</summary>
public sealed class Lease
{
    public required string Name { get; init; }
    public required string Owner { get; set; }
    public DateTimeOffset Until { get; set; }
}

/// <summary>
/// Lets one of several processes on one database do a thing. Each is taken by a conditional write; where there is one process only, it
/// always has it and nothing is written.
/// </summary>
public sealed class Leases(Writer writer, IDbContextFactory<CxBotDbContext> contexts, TimeProvider time)
{
    /// <summary>So long after its owner died another takes it over.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);

    /// <summary>How often it is renewed while its owner lives.</summary>
    public static readonly TimeSpan Renewed = TimeSpan.FromSeconds(3);

    /// <summary>Clocks of processes differ by no more: a lease beyond it was written under another clock, and binds nobody.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Takes or renews one.</summary>
    /// <returns>Whether this process has it now.</returns>
    public async Task<bool> TryTakeAsync(string name, TimeSpan lasts, CancellationToken cancellationToken)
    {
        if (IsAlone())
            return true;
        return await writer.RunAsync(async (db, token) =>
        {
            var now = time.GetUtcNow();
            await using var take = Sql.Command(db, """
                INSERT INTO "Leases" ("Name", "Owner", "Until")
                VALUES (@name, @me, @until)
                ON CONFLICT ("Name") DO UPDATE SET "Owner" = @me, "Until" = @until
                WHERE "Leases"."Owner" = @me OR "Leases"."Until" <= @now OR "Leases"."Until" > @far
                """,
                    ("@name", name), ("@me", db.Node), ("@until", (now + lasts).UtcTicks), ("@now", now.UtcTicks),
                    ("@far", (now + lasts + Skew).UtcTicks));
            return await take.ExecuteNonQueryAsync(token) == 1;
        }, cancellationToken);
    }

    /// <summary>Gives one back.</summary>
    public async Task ReleaseAsync(string name, CancellationToken cancellationToken)
    {
        if (IsAlone())
            return;
        await writer.RunAsync((db, token) => db.Leases.Where(l => l.Name == name && l.Owner == db.Node).ExecuteDeleteAsync(token),
            cancellationToken);
    }

    /// <summary>Keeps one while something runs.</summary>
    public async Task KeepingAsync(string name, Task work, CancellationToken cancellationToken)
    {
        while (!IsAlone() && await Task.WhenAny(work, Task.Delay(Renewed, time, cancellationToken)) != work
            && !cancellationToken.IsCancellationRequested)
            await TryTakeAsync(name, Lasts, cancellationToken);
        await work;
    }

    /// <summary>Forgets those that ended by themselves.</summary>
    public async Task ForgetEndedAsync(CancellationToken cancellationToken)
    {
        if (IsAlone())
            return;
        var before = time.GetUtcNow() - Skew;
        await writer.RunAsync((db, token) => db.Leases.Where(l => l.Until < before).ExecuteDeleteAsync(token), cancellationToken);
    }

    private bool IsAlone()
    {
        using var db = contexts.CreateDbContext();
        return db.Node is null;
    }
}

/// <summary>A lease on what goes on for ever, such as a sweep: asked for as often as one likes, written only every three seconds.</summary>
public sealed class StandingLease(Leases leases, string name, TimeProvider time)
{
    private long? _asked;
    private bool _held;

    public async Task<bool> IsHeldAsync(CancellationToken cancellationToken)
    {
        if (_asked is { } before && time.GetElapsedTime(before) < Leases.Renewed)
            return _held;
        _asked = time.GetTimestamp();
        return _held = await leases.TryTakeAsync(name, Leases.Lasts, cancellationToken);
    }
}
